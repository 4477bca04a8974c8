using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Trading;

/// <summary>Names the order of one request of a batch; empty ids when it failed.</summary>
public sealed record BatchAck
{
    /// <summary><c>spot</c> or <c>linear</c>.</summary>
    [JsonPropertyName("category")]
    public string Category { get; init; } = string.Empty;

    /// <summary>Symbol.</summary>
    [JsonPropertyName("symbol")]
    public string Symbol { get; init; } = string.Empty;

    /// <summary>The order.</summary>
    [JsonPropertyName("orderId")]
    public string OrderId { get; init; } = string.Empty;

    /// <summary>The client's own id of it; empty when it gave none.</summary>
    [JsonPropertyName("orderLinkId")]
    public string OrderLinkId { get; init; } = string.Empty;

    /// <summary>Unix time in milliseconds of the answer; only for new orders.</summary>
    [JsonPropertyName("createAt")]
    public string? CreatedAt { get; init; }
}
