using System.Collections.Concurrent;

namespace OrleansMarkets.Gateway.Http;

/// <summary>A rolling window for each of many keys, in bounded memory.</summary>
/// <typeparam name="TKey">What is counted.</typeparam>
/// <param name="clock">Clock of the windows.</param>
/// <param name="window">Length of a window.</param>
/// <param name="limit">Most in a window.</param>
internal sealed class WindowTable<TKey>(TimeProvider clock, TimeSpan window, int limit)
    where TKey : notnull
{
    /// <summary>Keys at once. When all of them are active a new one is refused.</summary>
    public const int MaximumKeys = 65_536;

    private readonly ConcurrentDictionary<TKey, SlidingWindow> _windows = [];
    private readonly long _windowTicks = (long)(window.TotalSeconds * clock.TimestampFrequency);

    /// <summary>Most in a window.</summary>
    public int Limit => limit;

    /// <summary>Takes one for a key if the limit admits it.</summary>
    public (bool Taken, int Remaining) Take(TKey key)
    {
        long now = clock.GetTimestamp();
        if (!_windows.TryGetValue(key, out SlidingWindow? counted))
        {
            if (_windows.Count >= MaximumKeys && !Sweep(now))
            {
                return (false, 0);
            }

            counted = _windows.GetOrAdd(key, static _ => new SlidingWindow());
        }

        return counted.Take(now, _windowTicks, limit);
    }

    private bool Sweep(long now)
    {
        foreach ((TKey key, SlidingWindow counted) in _windows)
        {
            if (counted.IsIdle(now, _windowTicks))
            {
                _windows.TryRemove(key, out _);
            }
        }

        return _windows.Count < MaximumKeys;
    }
}
