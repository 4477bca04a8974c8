using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Trading;

/// <summary>Names an order.</summary>
public sealed record OrderAck
{
    /// <summary>The order.</summary>
    [JsonPropertyName("orderId")]
    public string OrderId { get; init; } = string.Empty;

    /// <summary>The client's own id of it; empty when it gave none.</summary>
    [JsonPropertyName("orderLinkId")]
    public string OrderLinkId { get; init; } = string.Empty;
}
