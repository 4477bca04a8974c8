using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>An iceberg whose shown lots had traded shows new ones, behind all orders of its price.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Account">Its owner.</param>
/// <param name="Side">Its side.</param>
/// <param name="PriceUnits">Its price.</param>
/// <param name="Lots">Lots that it shows now; they were hidden before.</param>
public readonly record struct OrderRefilledEvent(long OrderId, long Account, Side Side, long PriceUnits, long Lots);
