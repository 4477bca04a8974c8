using Orleans;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>An order as its book has it now, durable or not: what is decided on it names its version.</summary>
/// <param name="OrderId">The order; zero if no such order rests or waits.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Flags">Conditions.</param>
/// <param name="PriceUnits">Its price in price units; zero for a market order that waits.</param>
/// <param name="RemainingLots">Lots left, shown or hidden.</param>
/// <param name="QuantityLots">Quantity of the whole order in lots.</param>
/// <param name="ReserveQuanta">Reserve of what is left, quote quanta.</param>
/// <param name="Version">Sequence of the step that submitted or amended it last.</param>
/// <param name="Waiting">What it waits for; null if it rests.</param>
[GenerateSerializer, Immutable, Alias("om.resting-order-image")]
public readonly record struct RestingOrderImage(
    long OrderId,
    Side Side,
    OrderFlags Flags,
    long PriceUnits,
    long RemainingLots,
    long QuantityLots,
    long ReserveQuanta,
    long Version,
    WaitingTerms? Waiting = null);
