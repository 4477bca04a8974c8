using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Venue;

/// <summary>Money from outside.</summary>
public sealed record DepositRequest
{
    /// <summary>Names the deposit: sending it again repeats the answer, not the effect.</summary>
    [JsonPropertyName("id")]
    public string? Id { get; init; }

    /// <summary>Number of the account.</summary>
    [JsonPropertyName("account")]
    public string? Account { get; init; }

    /// <summary>The coin; the settlement coin when absent.</summary>
    [JsonPropertyName("coin")]
    public string? Coin { get; init; }

    /// <summary>Amount, above zero.</summary>
    [JsonPropertyName("amount")]
    public string? Amount { get; init; }
}
