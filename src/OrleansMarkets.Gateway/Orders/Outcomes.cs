using System.Collections.Frozen;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Orders;

/// <summary>What the venue's results are in the dialect: the only table of it.</summary>
internal static class Outcomes
{
    /// <summary>What a client is told whose order may have happened.</summary>
    public const string NotKnown = "The outcome is not known yet: look the order up by orderLinkId, or send the same orderLinkId again.";

    private const string TryAgain = "Server busy, nothing was done, try again.";

    // What a book or an account decided is the result of that id for good, also when the reason passes.
    private const string NewId = " Nothing was done: try again under a new orderLinkId.";

    private static readonly FrozenDictionary<ResultCode, Outcome> Table = new Dictionary<ResultCode, Outcome>
    {
        [ResultCode.Ok] = new(RetCodes.Ok, "OK"),
        [ResultCode.InvalidRequest] = new(RetCodes.InvalidParameter, "The request is malformed."),
        [ResultCode.DeadlineExpired] = new(RetCodes.ServerBusy, "The request expired before it was executed." + NewId),
        [ResultCode.DuplicateIdDifferentBody] = new(
            RetCodes.DuplicateOrderLinkId, RetCodes.DuplicateSpotOrderLinkId, "orderLinkId was used for another order."),
        [ResultCode.Forbidden] = new(RetCodes.PermissionDenied, "Permission denied."),
        [ResultCode.UnknownMarket] = new(RetCodes.InvalidParameter, RetCodes.UnsupportedSymbol),
        [ResultCode.MarketNotOpen] = new(RetCodes.MarketNotOpen, "The market does not take this now."),
        [ResultCode.PriceOffGrid] = new(RetCodes.InvalidParameter, "price is not a multiple of tickSize."),
        [ResultCode.PriceOutOfBand] = new(RetCodes.PriceOutOfBand, "price is outside of the band around the mark price."),
        [ResultCode.QuantityOffGrid] = new(RetCodes.InvalidParameter, "qty is not a multiple of qtyStep."),
        [ResultCode.QuantityTooSmall] = new(RetCodes.BelowMinimum, RetCodes.BelowSpotMinimum, "qty is below the minimum."),
        [ResultCode.QuantityTooLarge] = new(RetCodes.InvalidParameter, "qty is above the maximum."),
        [ResultCode.ParametersOutdated] = new(RetCodes.ServerBusy, "The market's rules have just changed." + NewId),
        [ResultCode.TooManyOpenOrders] = new(RetCodes.TooManyOpenOrders, "Too many open orders."),
        [ResultCode.InvalidParameters] = new(RetCodes.InvalidParameter, "The parameters of the market are not acceptable."),
        [ResultCode.ExpiryPassed] = new(RetCodes.InvalidParameter, "expireTime has passed."),
        [ResultCode.InsufficientMargin] = new(RetCodes.InsufficientMargin, RetCodes.InsufficientSpotBalance, "Insufficient balance."),
        [ResultCode.InsufficientBalance] = new(RetCodes.InsufficientTransfer, RetCodes.InsufficientSpotBalance, "Insufficient balance."),
        [ResultCode.PositionLimit] = new(RetCodes.PositionLimit, "The position limit would be exceeded."),
        [ResultCode.StalePrice] = new(RetCodes.MarketNotOpen, "No fresh mark price: no new risk now."),
        [ResultCode.AccountRecovering] = new(RetCodes.ServerBusy, "The account is being recovered." + NewId),
        [ResultCode.AccountInLiquidation] = new(RetCodes.AccountInLiquidation, "The account is in liquidation and can only reduce."),
        [ResultCode.WouldTake] = new(RetCodes.Ok, "OK"),
        [ResultCode.CannotFillWhole] = new(RetCodes.Ok, "OK"),
        [ResultCode.NothingToReduce] = new(RetCodes.NothingToReduce, "A reduce-only order has no position to reduce."),
        [ResultCode.OrderNotFound] = new(RetCodes.OrderNotFound, RetCodes.SpotOrderNotFound, "order not exists or too late to cancel"),
        [ResultCode.NoLiquidity] = new(RetCodes.Ok, "OK"),
        [ResultCode.OrderChanged] = new(RetCodes.CannotAmend, "The order has changed meanwhile: send the amendment again."),
        [ResultCode.CannotAmend] = new(
            RetCodes.CannotAmend, "The order has nothing such to amend, or is pegged or for an auction only: cancel it and send another."),
        [ResultCode.TriggerAlreadyReached] = new(RetCodes.TriggerNotAbove, "triggerPrice is reached already."),
        [ResultCode.LinkedOrderGone] = new(
            RetCodes.LinkRefused, "The group of linkage is not known, or its parent ended without trading."),
        [ResultCode.LinkMismatch] = new(RetCodes.LinkRefused, "The group of linkage is of another kind."),
        [ResultCode.TooManyLinkedOrders] = new(RetCodes.LinkRefused, "The group of linkage is full."),
        [ResultCode.LinkedOrderTraded] = new(RetCodes.LinkRefused, "An order of the group of linkage has traded already."),
        [ResultCode.PegUnavailable] = new(
            RetCodes.PegUnavailable, "The reference of the peg has no price, or no price of the order fits it."),
        [ResultCode.NotInAuction] = new(RetCodes.MarketNotOpen, "An auction fills no order whole or not at all."),
        [ResultCode.Superseded] = new(RetCodes.ServerBusy, TryAgain),
        [ResultCode.Unknown] = new(RetCodes.ServerBusy, NotKnown),
        [ResultCode.Unavailable] = new(RetCodes.ServerBusy, "Server busy, try again with the same orderLinkId."),
        [ResultCode.NotLiquidatable] = new(RetCodes.NotLiquidatable, "The account is not below maintenance margin."),
        [ResultCode.LiquidationInProgress] = new(RetCodes.LiquidationInProgress, "Another step of this liquidation is running."),
        [ResultCode.InternalReject] = new(RetCodes.ServerBusy, "The market refused the request for good: look before you send another."),
    }.ToFrozenDictionary();

    /// <summary>Whether the order was taken and ended at once without trading: clients see that in the order, not in the answer.</summary>
    public static bool EndsAtOnce(ResultCode code) =>
        code is ResultCode.WouldTake or ResultCode.CannotFillWhole or ResultCode.NoLiquidity;

    /// <summary>The dialect's code.</summary>
    public static int CodeOf(ResultCode code, bool isSpot) => isSpot ? Find(code).Spot : Find(code).Linear;

    /// <summary>The dialect's code of what became of an order: it tells triggers of rising prices from those of falling ones.</summary>
    public static int CodeOf(ResultCode code, PlaceOrder order, bool isSpot) =>
        CodeOf(code, order.Instructions?.Trigger?.Kind ?? TriggerKind.None, order.Side, isSpot);

    /// <summary>The same of an order with a trigger of a kind.</summary>
    public static int CodeOf(ResultCode code, TriggerKind kind, Side side, bool isSpot) =>
        code == ResultCode.TriggerAlreadyReached
        && kind != TriggerKind.None
        && Triggers.Direction(kind, side) == Triggers.Falling
            ? RetCodes.TriggerNotBelow
            : CodeOf(code, isSpot);

    /// <summary>The text beside it.</summary>
    public static string MessageOf(ResultCode code) => Find(code).Message;

    /// <summary>Whether the table has the code.</summary>
    public static bool IsKnown(ResultCode code) => Table.ContainsKey(code);

    // A code of a newer silo: what it means is not known here.
    private static Outcome Find(ResultCode code) => Table.GetValueOrDefault(code) ?? Table[ResultCode.Unknown];

    private sealed record Outcome(int Linear, int Spot, string Message)
    {
        public Outcome(int code, string message)
            : this(code, code, message)
        {
        }
    }
}
