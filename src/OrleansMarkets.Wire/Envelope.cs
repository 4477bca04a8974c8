using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire;

/// <summary>The body of every answer over HTTP.</summary>
/// <typeparam name="TResult">What it carries.</typeparam>
public sealed record Envelope<TResult>
    where TResult : class
{
    /// <summary>The outcome, one of <see cref="RetCodes"/>.</summary>
    [JsonPropertyName("retCode")]
    public int Code { get; init; }

    /// <summary>The outcome in words.</summary>
    [JsonPropertyName("retMsg")]
    public string Message { get; init; } = string.Empty;

    /// <summary>What was asked for; an empty object beside a failure. Null only when another server left it out.</summary>
    [JsonPropertyName("result")]
    public TResult? Result { get; init; }

    /// <summary>Outcomes of the single requests of a batch; else empty.</summary>
    [JsonPropertyName("retExtInfo")]
    public EnvelopeDetails Details { get; init; } = EnvelopeDetails.None;

    /// <summary>Unix time in milliseconds at which the answer was made.</summary>
    [JsonPropertyName("time")]
    public long Time { get; init; }
}
