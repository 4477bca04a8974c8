namespace OrleansMarkets.Client.Http;

/// <summary>
/// The exchange's clock as seen from here: requests are stamped with it, so that a wrong clock on this machine does no harm.
/// </summary>
/// <param name="ask">Asks the exchange for its time, Unix milliseconds.</param>
/// <param name="time">This machine's clock.</param>
internal sealed class ServerClock(Func<CancellationToken, Task<long>> ask, TimeProvider time) : IDisposable
{
    // Clocks of machines drift by less than 100 ppm: within this time by less than 60 ms, far inside of any receive window.
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _asking = new(1);
    private Reading? _reading;
    private int _refusals;

    /// <summary>The exchange's time now, Unix milliseconds.</summary>
    public async ValueTask<long> NowMsAsync(CancellationToken cancellation)
    {
        Reading reading = Fresh() ?? await AskAsync(cancellation);
        return reading.TimeMs + (long)time.GetElapsedTime(reading.Stamp).TotalMilliseconds;
    }

    /// <summary>The exchange accepted a stamp.</summary>
    public void Accepted() => Volatile.Write(ref _refusals, 0);

    /// <summary>The exchange refused a stamp: the clock is read anew. Whether it makes sense to try again.</summary>
    public bool Refused()
    {
        Volatile.Write(ref _reading, null);
        return Interlocked.Increment(ref _refusals) == 1;
    }

    public void Dispose() => _asking.Dispose();

    private Reading? Fresh() =>
        Volatile.Read(ref _reading) is { } reading && time.GetElapsedTime(reading.Stamp) < Freshness ? reading : null;

    private async Task<Reading> AskAsync(CancellationToken cancellation)
    {
        await _asking.WaitAsync(cancellation);
        try
        {
            if (Fresh() is { } known)
            {
                return known;
            }

            long sent = time.GetTimestamp();
            long answerMs = await ask(cancellation);
            var halfTrip = time.GetElapsedTime(sent) / 2;

            // The answer was right half a round trip ago, as far as anybody can know.
            var reading = new Reading(answerMs + (long)halfTrip.TotalMilliseconds, time.GetTimestamp());
            Volatile.Write(ref _reading, reading);
            return reading;
        }
        finally
        {
            _asking.Release();
        }
    }

    private sealed record Reading(long TimeMs, long Stamp);
}
