using System.Collections.Immutable;

namespace OrleansMarkets.Client;

/// <summary>All resting orders of a market at one instant. It does not change: a live one gives a new one for each update.</summary>
public sealed record MarketByOrder
{
    /// <summary>The market.</summary>
    public required MarketId MarketId { get; init; }

    /// <summary>Bids in the order in which they trade.</summary>
    public required ImmutableSortedSet<BookOrder> Bids { get; init; }

    /// <summary>Asks in the order in which they trade.</summary>
    public required ImmutableSortedSet<BookOrder> Asks { get; init; }

    /// <summary>The market's sequence that it shows.</summary>
    public long Sequence { get; init; }

    /// <summary>When the exchange made it.</summary>
    public DateTimeOffset Time { get; init; }
}
