using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Venue;

/// <summary>State and double-entry sums of a market, read behind a barrier.</summary>
public sealed record MarketAudit
{
    /// <summary>Internal name.</summary>
    [JsonPropertyName("market")]
    public string Market { get; init; } = string.Empty;

    /// <summary><c>spot</c> or <c>linear</c>.</summary>
    [JsonPropertyName("category")]
    public string Category { get; init; } = string.Empty;

    /// <summary>Symbol in that category.</summary>
    [JsonPropertyName("symbol")]
    public string Symbol { get; init; } = string.Empty;

    /// <summary>Epoch of the market's activation.</summary>
    [JsonPropertyName("epoch")]
    public long Epoch { get; init; }

    /// <summary>The market's sequence.</summary>
    [JsonPropertyName("sequence")]
    public long Sequence { get; init; }

    /// <summary>What the market admits.</summary>
    [JsonPropertyName("phase")]
    public string Phase { get; init; } = string.Empty;

    /// <summary>Mark price.</summary>
    [JsonPropertyName("markPrice")]
    public string MarkPrice { get; init; } = string.Empty;

    /// <summary>Index price.</summary>
    [JsonPropertyName("indexPrice")]
    public string IndexPrice { get; init; } = string.Empty;

    /// <summary>Trades so far.</summary>
    [JsonPropertyName("trades")]
    public long Trades { get; init; }

    /// <summary>Funding boundaries applied so far.</summary>
    [JsonPropertyName("fundingIntervals")]
    public long FundingIntervals { get; init; }

    /// <summary>Sum of long positions, base coin.</summary>
    [JsonPropertyName("openInterest")]
    public string OpenInterest { get; init; } = string.Empty;

    /// <summary>Sum of all positions, base coin: zero.</summary>
    [JsonPropertyName("sizeSum")]
    public string SizeSum { get; init; } = string.Empty;

    /// <summary>Sum of all cash, quote coin: zero.</summary>
    [JsonPropertyName("quoteSum")]
    public string QuoteSum { get; init; } = string.Empty;

    /// <summary>Cash of the insurance row, quote coin.</summary>
    [JsonPropertyName("insurance")]
    public string Insurance { get; init; } = string.Empty;

    /// <summary>Cash of the fee row, quote coin.</summary>
    [JsonPropertyName("fees")]
    public string Fees { get; init; } = string.Empty;

    /// <summary>Residue in the pool row, quote coin.</summary>
    [JsonPropertyName("pool")]
    public string Pool { get; init; } = string.Empty;

    /// <summary>SHA-256 of the canonical state, lower-case hexadecimal.</summary>
    [JsonPropertyName("stateHash")]
    public string StateHash { get; init; } = string.Empty;
}
