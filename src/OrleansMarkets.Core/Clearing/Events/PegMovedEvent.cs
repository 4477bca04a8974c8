namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>A pegged order rests at another price, behind all orders of that price.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Account">Its owner.</param>
/// <param name="PriceUnits">Its price from now on.</param>
public readonly record struct PegMovedEvent(long OrderId, long Account, long PriceUnits);
