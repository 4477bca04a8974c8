namespace OrleansMarkets.Gateway.Http;

/// <summary>
/// Counts what happened in a rolling window of ten slots: never admits more than the limit in any window, and forgets in steps of a tenth.
/// </summary>
internal sealed class SlidingWindow
{
    private const int Slots = 10;

    private readonly int[] _counts = new int[Slots];
    private long _slot;
    private int _sum;

    /// <summary>Takes one if the limit admits it.</summary>
    /// <param name="nowTicks">The time, monotonic ticks.</param>
    /// <param name="windowTicks">The window.</param>
    /// <param name="limit">Most in a window.</param>
    /// <returns>Whether it was taken, and how many more there are.</returns>
    public (bool Taken, int Remaining) Take(long nowTicks, long windowTicks, int limit)
    {
        lock (_counts)
        {
            Advance(nowTicks / (windowTicks / Slots));
            if (_sum >= limit)
            {
                return (false, 0);
            }

            _counts[_slot % Slots]++;
            _sum++;
            return (true, limit - _sum);
        }
    }

    /// <summary>Whether nothing happened in the window.</summary>
    public bool IsIdle(long nowTicks, long windowTicks)
    {
        lock (_counts)
        {
            Advance(nowTicks / (windowTicks / Slots));
            return _sum == 0;
        }
    }

    private void Advance(long slot)
    {
        long steps = Math.Min(slot - _slot, Slots);
        for (long step = 1; step <= steps; step++)
        {
            long index = (_slot + step) % Slots;
            _sum -= _counts[index];
            _counts[index] = 0;
        }

        _slot = Math.Max(_slot, slot);
    }
}
