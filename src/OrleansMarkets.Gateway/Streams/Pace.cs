namespace OrleansMarkets.Gateway.Streams;

/// <summary>Conflation: something that is wanted at any time and done at most once in a period.</summary>
/// <param name="clock">Clock of the period.</param>
/// <param name="period">The period.</param>
internal sealed class Pace(TimeProvider clock, TimeSpan period)
{
    private long? _lastDone;
    private bool _isWanted;

    /// <summary>Asks for it.</summary>
    public void Want() => _isWanted = true;

    /// <summary>How long until it may be done; null when nobody wants it.</summary>
    public TimeSpan? Pause()
    {
        if (!_isWanted)
        {
            return null;
        }

        TimeSpan left = _lastDone is { } last ? period - clock.GetElapsedTime(last) : TimeSpan.Zero;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Whether it is to be done now; then it counts as done.</summary>
    public bool IsDue()
    {
        if (Pause() != TimeSpan.Zero)
        {
            return false;
        }

        (_lastDone, _isWanted) = (clock.GetTimestamp(), false);
        return true;
    }
}
