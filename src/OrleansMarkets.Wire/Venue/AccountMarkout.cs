using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Venue;

/// <summary>What an account's fills in a market were worth some time later.</summary>
public sealed record AccountMarkout
{
    /// <summary><c>spot</c> or <c>linear</c>.</summary>
    [JsonPropertyName("category")]
    public string Category { get; init; } = string.Empty;

    /// <summary>Symbol.</summary>
    [JsonPropertyName("symbol")]
    public string Symbol { get; init; } = string.Empty;

    /// <summary>How long after the fill, milliseconds.</summary>
    [JsonPropertyName("horizon")]
    public long Horizon { get; init; }

    /// <summary>Whether it is of fills of resting orders, else of incoming ones.</summary>
    [JsonPropertyName("isMaker")]
    public bool IsMaker { get; init; }

    /// <summary>Number of fills.</summary>
    [JsonPropertyName("fills")]
    public long Fills { get; init; }

    /// <summary>Their quantity, base coin.</summary>
    [JsonPropertyName("size")]
    public string Size { get; init; } = string.Empty;

    /// <summary>Their value, quote coin.</summary>
    [JsonPropertyName("value")]
    public string Value { get; init; } = string.Empty;

    /// <summary>What they gained until then, quote coin: above zero the market went the way of the account.</summary>
    [JsonPropertyName("amount")]
    public string Amount { get; init; } = string.Empty;

    /// <summary>The gain through the value; zero without a fill.</summary>
    [JsonPropertyName("rate")]
    public string Rate { get; init; } = string.Empty;
}
