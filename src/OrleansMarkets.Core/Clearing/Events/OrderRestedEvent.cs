using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>What is left of an order entered the book, behind all orders of its price.</summary>
/// <param name="OrderId">The order: the sequence of the step that accepted it.</param>
/// <param name="Account">Its owner.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Flags">Conditions.</param>
/// <param name="PriceUnits">Limit price.</param>
/// <param name="Lots">Quantity in the book; an iceberg shows only what its instructions say.</param>
/// <param name="OriginalLots">Quantity at entry, or when it was amended last.</param>
/// <param name="ReserveQuanta">Reserve of what rests.</param>
/// <param name="OriginalReserveQuanta">Reserve at entry, which later reserves are proportional to.</param>
/// <param name="Instructions">What it asked for beyond a plain order; null for a plain order.</param>
public readonly record struct OrderRestedEvent(
    long OrderId,
    long Account,
    Side Side,
    OrderFlags Flags,
    long PriceUnits,
    long Lots,
    long OriginalLots,
    long ReserveQuanta,
    long OriginalReserveQuanta,
    OrderInstructions? Instructions = null);
