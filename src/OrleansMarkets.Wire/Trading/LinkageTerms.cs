using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Trading;

/// <summary>How an order depends on others of its account.</summary>
public sealed record LinkageTerms
{
    /// <summary><c>OCO</c>, <c>OTO</c> or <c>OTOCO</c>.</summary>
    [JsonPropertyName("kind")]
    public string? Kind { get; init; }

    /// <summary>The <c>orderLinkId</c> of the first order of the group: of the parent, for <c>OTO</c> and <c>OTOCO</c>.</summary>
    [JsonPropertyName("group")]
    public string? Group { get; init; }
}
