using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Venue;

/// <summary>A trading account and the key to it.</summary>
public sealed record NewAccount
{
    /// <summary>The user.</summary>
    [JsonPropertyName("user")]
    public string User { get; init; } = string.Empty;

    /// <summary>Number of the account.</summary>
    [JsonPropertyName("account")]
    public string Account { get; init; } = string.Empty;

    /// <summary>Key.</summary>
    [JsonPropertyName("apiKey")]
    public string ApiKey { get; init; } = string.Empty;

    /// <summary>Its secret, shown once.</summary>
    [JsonPropertyName("apiSecret")]
    public string ApiSecret { get; init; } = string.Empty;

    /// <summary>Balance of the settlement coin.</summary>
    [JsonPropertyName("balance")]
    public string Balance { get; init; } = string.Empty;

    /// <summary>The settlement coin.</summary>
    [JsonPropertyName("coin")]
    public string Coin { get; init; } = string.Empty;
}
