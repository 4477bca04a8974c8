using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Grains.Markets;

/// <summary>A market of the catalog in both of its forms.</summary>
/// <param name="Definition">As it is listed.</param>
/// <param name="Spec">What is fixed for its life.</param>
/// <param name="Parameters">The latest parameters known.</param>
public sealed record CatalogMarket(MarketDefinition Definition, MarketSpec Spec, MarketParameters Parameters)
{
    /// <summary>Makes an entry of a definition.</summary>
    public static CatalogMarket Of(MarketDefinition definition) =>
        new(definition, definition.ToSpec(), definition.ToParameters());
}
