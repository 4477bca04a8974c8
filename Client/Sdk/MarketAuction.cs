namespace OrleansMarkets.Client;

/// <summary>The auction that a market has called, and what the last one found.</summary>
public sealed record MarketAuction
{
    /// <summary>The market.</summary>
    public required MarketId MarketId { get; init; }

    /// <summary>The market's phase; orders are collected in <c>PreOpen</c>, <c>Interrupted</c> and <c>Closing</c>.</summary>
    public required string Phase { get; init; }

    /// <summary>Whether an auction is called.</summary>
    public bool IsCalled { get; init; }

    /// <summary>When it will be held; null until an operator says so, or if none is called.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The phase that follows it; empty if none is called.</summary>
    public string NextPhase { get; init; } = "";

    /// <summary>What it would give if it were held now, as last published, once a second; null while no two orders meet.</summary>
    public AuctionPrice? Indication { get; init; }

    /// <summary>What the last auction found; null before the first, and if no two orders met.</summary>
    public AuctionPrice? Held { get; init; }

    /// <summary>When auctions are held; null for a market of plain continuous trading.</summary>
    public AuctionRules? Rules { get; init; }

    /// <summary>Sequence of the market's last record.</summary>
    public long Sequence { get; init; }
}
