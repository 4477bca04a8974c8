using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Venue;

/// <summary>How one-sided the flow of takers in a market is.</summary>
public sealed record MarketToxicity
{
    /// <summary><c>spot</c> or <c>linear</c>.</summary>
    [JsonPropertyName("category")]
    public string Category { get; init; } = string.Empty;

    /// <summary>Symbol.</summary>
    [JsonPropertyName("symbol")]
    public string Symbol { get; init; } = string.Empty;

    /// <summary>The sum of |bought − sold| over the full buckets through their volume, 0 to 1; empty before the first is full.</summary>
    [JsonPropertyName("vpin")]
    public string Vpin { get; init; } = string.Empty;

    /// <summary>Full buckets that it is made of.</summary>
    [JsonPropertyName("buckets")]
    public int Buckets { get; init; }

    /// <summary>Volume of a bucket, base coin.</summary>
    [JsonPropertyName("bucketSize")]
    public string BucketSize { get; init; } = string.Empty;

    /// <summary>Bought by takers in the bucket that is being filled, base coin.</summary>
    [JsonPropertyName("bought")]
    public string Bought { get; init; } = string.Empty;

    /// <summary>Sold by takers in it, base coin.</summary>
    [JsonPropertyName("sold")]
    public string Sold { get; init; } = string.Empty;
}
