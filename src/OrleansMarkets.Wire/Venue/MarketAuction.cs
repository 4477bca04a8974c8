using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Venue;

/// <summary>The auction that a market has called, what the last one found, and the market's rules of auctions.</summary>
public sealed record MarketAuction
{
    /// <summary><c>spot</c> or <c>linear</c>.</summary>
    [JsonPropertyName("category")]
    public string Category { get; init; } = string.Empty;

    /// <summary>Symbol.</summary>
    [JsonPropertyName("symbol")]
    public string Symbol { get; init; } = string.Empty;

    /// <summary>The market's phase: orders are collected in <c>PreOpen</c>, <c>Interrupted</c> and <c>Closing</c>.</summary>
    [JsonPropertyName("phase")]
    public string Phase { get; init; } = string.Empty;

    /// <summary>Whether an auction is called.</summary>
    [JsonPropertyName("isCalled")]
    public bool IsCalled { get; init; }

    /// <summary>Unix time in milliseconds at which it will be held; empty until an operator says so, or if none is called.</summary>
    [JsonPropertyName("dueTime")]
    public string DueTime { get; init; } = string.Empty;

    /// <summary>The phase that follows it; empty if none is called.</summary>
    [JsonPropertyName("nextPhase")]
    public string NextPhase { get; init; } = string.Empty;

    /// <summary>What it would give if it were held now, as last published; absent before that and while no two orders meet.</summary>
    [JsonPropertyName("indication")]
    public AuctionPrice? Indication { get; init; }

    /// <summary>What the last auction found; absent before the first, and if no two orders met.</summary>
    [JsonPropertyName("held")]
    public AuctionPrice? Held { get; init; }

    /// <summary>When auctions are held; absent for a market of plain continuous trading.</summary>
    [JsonPropertyName("rules")]
    public AuctionRules? Rules { get; init; }

    /// <summary>Sequence of the market's last record.</summary>
    [JsonPropertyName("seq")]
    public long Sequence { get; init; }

    /// <summary>Book time of it, Unix milliseconds.</summary>
    [JsonPropertyName("cts")]
    public long EngineTime { get; init; }
}
