using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Streams;

/// <summary>The answer to a command.</summary>
public sealed record StreamAnswer
{
    /// <summary>Whether it was done.</summary>
    [JsonPropertyName("success")]
    public bool Success { get; init; }

    /// <summary>Why not; <c>pong</c> to a ping.</summary>
    [JsonPropertyName("ret_msg")]
    public string Message { get; init; } = string.Empty;

    /// <summary>Id of the connection.</summary>
    [JsonPropertyName("conn_id")]
    public string ConnectionId { get; init; } = string.Empty;

    /// <summary>The command's.</summary>
    [JsonPropertyName("req_id")]
    public string? RequestId { get; init; }

    /// <summary>The command's.</summary>
    [JsonPropertyName("op")]
    public string Operation { get; init; } = string.Empty;

    /// <summary>The command, when auth failed.</summary>
    [JsonPropertyName("request")]
    public StreamCommandName? Request { get; init; }
}
