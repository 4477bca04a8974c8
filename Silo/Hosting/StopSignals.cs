using System.Runtime.InteropServices;

namespace OrleansMarkets.Silo.Hosting;

/// <summary>
/// The first Ctrl-C or SIGTERM lets the host stop by itself; a second one ends the process at once. Nothing is lost by that: what was
/// acknowledged is in the journal.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;
    private int _signals;

    /// <summary>Begins to count.</summary>
    public StopSignals()
    {
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Count),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Count),
        ];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private void Count(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _signals) > 1)
        {
            Console.Error.WriteLine("stopped at once by a second signal; the next start recovers from the journal");
            Environment.Exit(ExitCodes.Interrupted);
        }
    }
}
