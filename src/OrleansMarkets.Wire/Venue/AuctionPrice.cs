using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Venue;

/// <summary>The one price of an auction and what meets at it.</summary>
public sealed record AuctionPrice
{
    /// <summary>The price.</summary>
    [JsonPropertyName("price")]
    public string Price { get; init; } = string.Empty;

    /// <summary>What trades at it, base coin.</summary>
    [JsonPropertyName("size")]
    public string Size { get; init; } = string.Empty;

    /// <summary>What is left over at it, base coin: above zero more would buy, below zero more would sell.</summary>
    [JsonPropertyName("imbalance")]
    public string Imbalance { get; init; } = string.Empty;

    /// <summary>Unix time in milliseconds of it.</summary>
    [JsonPropertyName("time")]
    public string Time { get; init; } = string.Empty;
}
