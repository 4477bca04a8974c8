using System.Net.Sockets;
using Microsoft.Extensions.Options;
using OrleansMarkets.Journal;

namespace OrleansMarkets.Silo.Hosting;

/// <summary>From whatever ended a start to one message, a stable code and an exit code.</summary>
internal static class StartFaults
{
    /// <summary>Explains a fault; the first cause that an operator can do something about counts.</summary>
    public static SiloException Explain(Exception fault) => Causes(fault).Select(Known).FirstOrDefault(known => known is not null)
        ?? new SiloException(ExitCodes.Failed, SiloCodes.Failed, fault.ToString(), fault);

    private static SiloException? Known(Exception cause) => cause switch
    {
        SiloException told => told,
        JournalException { Code: JournalErrorCodes.DirectoryLocked } locked => new SiloException(
            ExitCodes.DirectoryInUse,
            locked.Code,
            $"{locked.Message} A market runs there already: stop it, or choose another directory with --data.",
            locked),
        JournalCorruptException damaged => new SiloException(
            ExitCodes.DirectoryUnusable,
            damaged.Code,
            $"{damaged.Message} Nothing was changed. Copy the whole directory, then restore it from a backup; see docs/journal.md.",
            damaged),
        JournalException refused => new SiloException(ExitCodes.DirectoryUnusable, refused.Code, refused.Message, refused),
        OptionsValidationException invalid => new SiloException(
            ExitCodes.BadInput, SiloCodes.BadOption, string.Join("; ", invalid.Failures), invalid),
        SocketException taken => new SiloException(
            ExitCodes.PortInUse, SiloCodes.PortInUse, $"a port cannot be listened on: {taken.Message}; choose another with --port", taken),
        _ => null,
    };

    private static IEnumerable<Exception> Causes(Exception fault)
    {
        yield return fault;
        IEnumerable<Exception> inner = fault is AggregateException many ? many.InnerExceptions
            : fault.InnerException is { } one ? [one] : [];
        foreach (Exception cause in inner.SelectMany(Causes))
        {
            yield return cause;
        }
    }
}
