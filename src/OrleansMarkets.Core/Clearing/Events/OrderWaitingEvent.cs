using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>An order waits for its trigger, its parent or both; it counts among the owner's open orders from now on.</summary>
/// <param name="OrderId">The order: the sequence of the step that accepted it.</param>
/// <param name="Account">Its owner.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Type">Limit or market.</param>
/// <param name="TimeInForce">How long it works once it has been entered.</param>
/// <param name="Flags">Conditions.</param>
/// <param name="PriceUnits">Limit price; 0 for a market order.</param>
/// <param name="WorstPriceUnits">Bound of a market order; 0 for the band around its trigger.</param>
/// <param name="Lots">Quantity; <see cref="MarketLimits.ClosePositionLots"/> for one that closes whatever position there is.</param>
/// <param name="ArmedLots">Lots of it that may execute already.</param>
/// <param name="ReserveQuanta">Its reserve, fixed at entry.</param>
/// <param name="TriggerUnits">Price that fires it; 0 while there is none.</param>
/// <param name="NextMoveUnits">Price that moves a trailing trigger next; 0 if none does.</param>
/// <param name="Instructions">What it asks for beyond a plain order.</param>
public readonly record struct OrderWaitingEvent(
    long OrderId,
    long Account,
    Side Side,
    OrderType Type,
    TimeInForce TimeInForce,
    OrderFlags Flags,
    long PriceUnits,
    long WorstPriceUnits,
    long Lots,
    long ArmedLots,
    long ReserveQuanta,
    long TriggerUnits,
    long NextMoveUnits,
    OrderInstructions Instructions);
