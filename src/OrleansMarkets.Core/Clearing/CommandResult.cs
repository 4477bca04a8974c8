using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Core.Clearing;

/// <summary>
/// The result of a submit or a cancel as it is stored under its id: what the step did, not what happened to the order later.
/// </summary>
/// <param name="Code">Success or the reason of the rejection.</param>
/// <param name="Sequence">Sequence of the step; 0 if the outcome is no result and was not stored.</param>
/// <param name="OrderId">The order; 0 if none was accepted or found.</param>
/// <param name="FilledLots">Lots that traded in the step.</param>
/// <param name="FilledQuanta">Notional that traded in the step, quote quanta: with the lots the average price.</param>
/// <param name="FeesQuanta">Taker fees of the step, quote quanta.</param>
/// <param name="RestingLots">Lots left in the book by the step.</param>
/// <param name="CancelledLots">Lots of the order that the step cancelled.</param>
/// <param name="CancelReason">Why.</param>
/// <param name="WaitingLots">Lots of a conditional order that wait; what becomes of them is told to followers of the log.</param>
public readonly record struct CommandResult(
    ResultCode Code,
    long Sequence = 0,
    long OrderId = 0,
    long FilledLots = 0,
    long FilledQuanta = 0,
    long FeesQuanta = 0,
    long RestingLots = 0,
    long CancelledLots = 0,
    CancelReason CancelReason = CancelReason.None,
    long WaitingLots = 0);
