using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Venue;

/// <summary>A deposit that is booked.</summary>
public sealed record DepositResult
{
    /// <summary>Name of the deposit.</summary>
    [JsonPropertyName("id")]
    public string Id { get; init; } = string.Empty;

    /// <summary>Number of the account.</summary>
    [JsonPropertyName("account")]
    public string Account { get; init; } = string.Empty;

    /// <summary>The coin.</summary>
    [JsonPropertyName("coin")]
    public string Coin { get; init; } = string.Empty;

    /// <summary>Amount.</summary>
    [JsonPropertyName("amount")]
    public string Amount { get; init; } = string.Empty;

    /// <summary>Balance on the account's ledger after it.</summary>
    [JsonPropertyName("balance")]
    public string Balance { get; init; } = string.Empty;
}
