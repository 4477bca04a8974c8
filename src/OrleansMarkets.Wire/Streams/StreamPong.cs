using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Streams;

/// <summary>Answer to a ping on a private stream.</summary>
public sealed record StreamPong
{
    /// <summary>The command's.</summary>
    [JsonPropertyName("req_id")]
    public string? RequestId { get; init; }

    /// <summary><c>pong</c>.</summary>
    [JsonPropertyName("op")]
    public string Operation { get; init; } = string.Empty;

    /// <summary>Unix time in milliseconds.</summary>
    [JsonPropertyName("args")]
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Id of the connection.</summary>
    [JsonPropertyName("conn_id")]
    public string ConnectionId { get; init; } = string.Empty;
}
