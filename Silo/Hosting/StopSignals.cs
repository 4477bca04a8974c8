using System.Runtime.InteropServices;

namespace OrleansMarkets.Silo.Hosting;

/// <summary>
/// The first Ctrl-C or SIGTERM lets the host stop by itself; a second one ends the process at once. Nothing is lost by that: what was
/// acknowledged is in the journal.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    /// <summary>Signals within this time are one wish: launchers pass on what the terminal has sent to everybody already.</summary>
    private static readonly TimeSpan OneWish = TimeSpan.FromMilliseconds(500);

    private readonly PosixSignalRegistration[] _registrations;
    private readonly Lock _lock = new();
    private long? _first;

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
        lock (_lock)
        {
            _first ??= TimeProvider.System.GetTimestamp();
        }

        if (TimeProvider.System.GetElapsedTime(_first.Value) > OneWish)
        {
            Console.Error.WriteLine("stopped at once by a second signal; the next start recovers from the journal");
            Environment.Exit(ExitCodes.Interrupted);
        }
    }
}
