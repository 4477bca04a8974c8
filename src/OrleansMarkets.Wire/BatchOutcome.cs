using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire;

/// <summary>How one request of a batch went.</summary>
public sealed record BatchOutcome
{
    /// <summary>One of <see cref="RetCodes"/>.</summary>
    [JsonPropertyName("code")]
    public int Code { get; init; }

    /// <summary>The same in words.</summary>
    [JsonPropertyName("msg")]
    public string Message { get; init; } = string.Empty;
}
