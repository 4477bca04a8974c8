using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.MarketData.Images;

/// <summary>An order after a record. Amounts are quote quanta, times nanoseconds of book time since the Unix epoch.</summary>
/// <param name="Symbol">The market.</param>
/// <param name="Account">Its owner.</param>
/// <param name="OrderId">The order: the sequence of the record that decided it, also when that rejected it.</param>
/// <param name="CommandId">Id of the command that submitted it.</param>
/// <param name="ClientOrderId">Its owner's name for it, empty for none.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Type">Limit or market.</param>
/// <param name="TimeInForce">How long it works.</param>
/// <param name="Flags">Post-only, reduce-only.</param>
/// <param name="PriceUnits">Limit price; zero for a market order.</param>
/// <param name="QuantityLots">Quantity at entry, or as amended last.</param>
/// <param name="FilledLots">Lots filled.</param>
/// <param name="FilledQuanta">Notional filled.</param>
/// <param name="FeesQuanta">Fees of its fills; negative when rebates are more.</param>
/// <param name="RestingLots">Lots in the book.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="RejectCode">Ok, or why it was rejected.</param>
/// <param name="CancelReason">Why lots left without trading.</param>
/// <param name="CreatedNs">When it was decided.</param>
/// <param name="UpdatedNs">When it last changed.</param>
/// <param name="LastSequence">Sequence of the record that last changed it.</param>
/// <param name="WaitingLots">
/// Lots that wait for a trigger or a parent; <see cref="MarketLimits.ClosePositionLots"/> for one that closes whatever position there is.
/// </param>
/// <param name="TriggerUnits">Where its trigger stands, or stood when it was reached; zero for none.</param>
/// <param name="Instructions">What it asks for beyond a plain order, as amended last; null for a plain order.</param>
/// <param name="EndedWaiting">Whether it was cancelled while it waited for a trigger or a parent.</param>
public sealed record OrderImage(
    string Symbol,
    long Account,
    long OrderId,
    CommandId CommandId,
    string ClientOrderId,
    Side Side,
    OrderType Type,
    TimeInForce TimeInForce,
    OrderFlags Flags,
    long PriceUnits,
    long QuantityLots,
    long FilledLots,
    long FilledQuanta,
    long FeesQuanta,
    long RestingLots,
    OrderStatus Status,
    ResultCode RejectCode,
    CancelReason CancelReason,
    long CreatedNs,
    long UpdatedNs,
    long LastSequence,
    long WaitingLots = 0,
    long TriggerUnits = 0,
    OrderInstructions? Instructions = null,
    bool EndedWaiting = false)
{
    /// <summary>Whether it will never change again.</summary>
    public bool IsFinal => Status is OrderStatus.Filled or OrderStatus.Cancelled or OrderStatus.Rejected;

    /// <summary>Average price of its fills in price units, from the notional, to 28 digits; zero without a fill.</summary>
    /// <param name="spec">Its market.</param>
    public decimal AveragePriceUnits(MarketSpec spec) =>
        FilledLots == 0 ? 0 : (decimal)FilledQuanta / FilledLots / spec.QuantaPerUnitLot;
}
