using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Venue;

/// <summary>When a market holds auctions, and what it does for fairness. Times are milliseconds; 0 for no such rule.</summary>
public sealed record AuctionRules
{
    /// <summary>Time before the opening auction; 0 until an operator opens.</summary>
    [JsonPropertyName("preOpen")]
    public long PreOpen { get; init; }

    /// <summary>Length of a volatility interruption.</summary>
    [JsonPropertyName("interruption")]
    public long Interruption { get; init; }

    /// <summary>Time before the closing auction; 0 until an operator halts.</summary>
    [JsonPropertyName("closing")]
    public long Closing { get; init; }

    /// <summary>Largest distance of a trade from the last trade before its order, a fraction.</summary>
    [JsonPropertyName("interruptionBand")]
    public string InterruptionBand { get; init; } = string.Empty;

    /// <summary>Window of frequent batch auctions.</summary>
    [JsonPropertyName("batchWindow")]
    public long BatchWindow { get; init; }

    /// <summary>Delay of orders that would take; cancels never wait.</summary>
    [JsonPropertyName("takerDelay")]
    public long TakerDelay { get; init; }
}
