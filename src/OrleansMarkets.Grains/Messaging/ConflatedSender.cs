namespace OrleansMarkets.Grains.Messaging;

/// <summary>
/// Sends the latest state to one receiver: at most one message in flight, the newest replaces what waits, repeated until the receiver has
/// acknowledged. Lives on one activation's scheduler and needs no lock.
/// </summary>
/// <typeparam name="TMessage">A message that carries state, not a delta: dropping an older one loses nothing.</typeparam>
/// <param name="send">Sends one message; completing acknowledges it.</param>
/// <param name="background">Says whether the silo still lets messages go; what it does not stays waiting.</param>
/// <param name="clock">Clock of the pauses between repeats.</param>
/// <param name="delays">Pauses between repeats.</param>
/// <param name="interval">Shortest time between two messages; what comes sooner is conflated.</param>
public sealed class ConflatedSender<TMessage>(
    Func<TMessage, Task> send, BackgroundCalls background, TimeProvider clock, RetryDelays delays, TimeSpan interval = default)
    where TMessage : struct
{
    private TMessage? _waiting;
    private bool _running;
    private bool _isResting;
    private bool _stopped;

    /// <summary>Whether everything offered has been acknowledged.</summary>
    public bool IsAcknowledged => !_running && _waiting is null;

    /// <summary>Repeats so far, for reports.</summary>
    public long Repeats { get; private set; }

    /// <summary>Takes a newer message.</summary>
    public void Offer(in TMessage message)
    {
        _waiting = message;
        if (!_running && !_isResting && !_stopped)
        {
            _running = true;
            _ = Drive();
        }
    }

    /// <summary>Ends the repeats: the activation is going away.</summary>
    public void Stop() => _stopped = true;

    private async Task Drive()
    {
        int failures = 0;
        while (_waiting is { } message && !_isResting && !_stopped && background.TryBegin())
        {
            _waiting = null;
            bool hasArrived = true;
            try
            {
                await send(message);
            }
            catch (Exception)
            {
                hasArrived = false;
            }

            background.End();
            if (hasArrived)
            {
                failures = 0;
                if (interval > TimeSpan.Zero)
                {
                    _ = Rest();
                }

                continue;
            }

            // Whatever went wrong, the receiver may not have it: the newest state goes again.
            _waiting ??= message;
            failures++;
            Repeats++;
            await Task.Delay(delays.After(failures), clock);
        }

        _running = false;
    }

    private async Task Rest()
    {
        _isResting = true;
        await Task.Delay(interval, clock);
        _isResting = false;
        if (_waiting is { } message)
        {
            Offer(message);
        }
    }
}
