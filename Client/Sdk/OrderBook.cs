using System.Collections.Immutable;

namespace OrleansMarkets.Client;

/// <summary>The top of a market's book at one instant. It does not change: a live one gives a new one for each update.</summary>
public sealed record OrderBook
{
    /// <summary>The market.</summary>
    public required MarketId MarketId { get; init; }

    /// <summary>Best (highest) first.</summary>
    public required ImmutableArray<BookLevel> Bids { get; init; }

    /// <summary>Best (lowest) first.</summary>
    public required ImmutableArray<BookLevel> Asks { get; init; }

    /// <summary>Number of the update within its stream.</summary>
    public long UpdateId { get; init; }

    /// <summary>The market's sequence that it shows.</summary>
    public long Sequence { get; init; }

    /// <summary>When the exchange made it.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>Highest bid; null when there is none.</summary>
    public BookLevel? BestBid => Bids.IsEmpty ? null : Bids[0];

    /// <summary>Lowest ask; null when there is none.</summary>
    public BookLevel? BestAsk => Asks.IsEmpty ? null : Asks[0];

    /// <summary>Half way between best bid and best ask; null when a side is empty.</summary>
    public decimal? Mid => (BestBid?.Price + BestAsk?.Price) / 2;

    /// <summary>Best ask less best bid; null when a side is empty.</summary>
    public decimal? Spread => BestAsk?.Price - BestBid?.Price;
}
