namespace OrleansMarkets.Client;

/// <summary>Which candles are wanted: the latest that fit, or the first ones when only <see cref="From"/> is given.</summary>
/// <param name="Interval">How long each is.</param>
public sealed record CandleRequest(CandleInterval Interval)
{
    /// <summary>Most candles of one answer.</summary>
    public const int MaximumCount = 1_000;

    /// <summary>Of which prices.</summary>
    public CandleSource Source { get; init; }

    /// <summary>None that begins earlier; null for no bound.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>None that begins later; null for no bound.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>At most so many, 1 to 1,000.</summary>
    public int Count { get; init; } = 200;

    /// <summary>Checks what can be checked without asking the exchange.</summary>
    internal void Validate(MarketId market)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Count, MaximumCount);
        if (!Enum.IsDefined(Source) || (Source != CandleSource.Trades && market.Category == MarketCategory.Spot))
        {
            throw new ArgumentException("Spot markets have candles of trades alone.");
        }
    }
}
