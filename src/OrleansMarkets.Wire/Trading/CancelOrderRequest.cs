using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Trading;

/// <summary>A cancel.</summary>
public sealed record CancelOrderRequest
{
    /// <summary><c>spot</c> or <c>linear</c>.</summary>
    [JsonPropertyName("category")]
    public string? Category { get; init; }

    /// <summary>Symbol.</summary>
    [JsonPropertyName("symbol")]
    public string? Symbol { get; init; }

    /// <summary>The order.</summary>
    [JsonPropertyName("orderId")]
    public string? OrderId { get; init; }

    /// <summary>Or the client's own id of it.</summary>
    [JsonPropertyName("orderLinkId")]
    public string? OrderLinkId { get; init; }

    /// <summary>Not needed: the id names the order, whether it waits or not.</summary>
    [JsonPropertyName("orderFilter")]
    public string? OrderFilter { get; init; }
}
