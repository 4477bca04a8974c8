using Orleans;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>One price level.</summary>
/// <param name="PriceUnits">Price.</param>
/// <param name="QuantityLots">Lots resting at it.</param>
/// <param name="Orders">Orders resting at it.</param>
[GenerateSerializer, Immutable, Alias("om.depth-level")]
public readonly record struct DepthLevel(
    long PriceUnits,
    long QuantityLots,
    int Orders);
