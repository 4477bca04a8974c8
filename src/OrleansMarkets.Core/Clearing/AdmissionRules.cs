using System.Collections.Frozen;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Conditionals;
using OrleansMarkets.Core.Clearing.Links;
using OrleansMarkets.Core.Clearing.Pegs;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Clearing;

/// <summary>
/// The checks before an order is matched. The form of a command is judged without the state: what fails there is no result, is not stored
/// and changes nothing. The rest is judged on the state, and its rejections are results.
/// </summary>
/// <param name="state">The market's state.</param>
internal sealed partial class AdmissionRules(MarketState state)
{
    internal const OrderFlags KnownFlags =
        OrderFlags.PostOnly | OrderFlags.ReduceOnly | OrderFlags.PostOnlySlide | OrderFlags.ClosePosition;

    /// <summary>The flags of an order that never takes.</summary>
    internal const OrderFlags NeverTakes = OrderFlags.PostOnly | OrderFlags.PostOnlySlide;

    /// <summary>The instructions that the market carries out; an order with any other is refused.</summary>
    internal const InstructionParts KnownParts =
        InstructionParts.Expiry
        | InstructionParts.Display
        | InstructionParts.SelfTrade
        | InstructionParts.Tag
        | InstructionParts.Trigger
        | InstructionParts.Peg
        | InstructionParts.Link;

    // A verdict becomes the stored result of its id, so only codes that exist may pass. A set: the way of an order uses no reflection.
    private static readonly FrozenSet<ResultCode> Verdicts = Enum.GetValues<ResultCode>().ToFrozenSet();

    /// <summary>Judges the form of a submit.</summary>
    public static ResultCode CheckForm(MarketSpec spec, in SubmitCommand command)
    {
        bool isMarket = command.Type == OrderType.Market;
        bool isImmediate = command.TimeInForce is TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill;
        bool isKnown = command.Side is Side.Buy or Side.Sell
            && (isMarket || command.Type == OrderType.Limit)
            && (isImmediate || command.TimeInForce is TimeInForce.GoodTillCancelled or TimeInForce.GoodTillDate)
            && (command.Flags & ~KnownFlags) == 0;
        bool neverTakes = (command.Flags & NeverTakes) != 0;
        bool isReduceOnly = (command.Flags & OrderFlags.ReduceOnly) != 0;
        if (!isKnown
            || !WellKnownAccounts.MayTrade(command.Account)
            || command.Id == CommandId.None
            || command.ClientOrderId.IsMalformed
            || !AreInstructionsSound(command, isImmediate)
            || !IsStamp(command.Stamp)
            || command.DeadlineNs <= 0
            || command.ReserveQuanta is < 0 or > MarketLimits.MaximumReserveQuanta
            || (isMarket && (!isImmediate || command.PriceUnits != 0))
            || (neverTakes && (isImmediate || (command.Flags & NeverTakes) == NeverTakes))
            || (Closes(command) && (!isReduceOnly || command.Lots != 0))
            || command.WorstPriceUnits < 0
            || (!isMarket && command.WorstPriceUnits != 0)
            || (command.Verdict != ResultCode.Ok && !Verdicts.Contains(command.Verdict))
            || (isReduceOnly && spec.Kind == MarketKind.Spot)
            || !IsSoundCondition(command)
            || !IsSoundPeg(command))
        {
            return ResultCode.InvalidRequest;
        }

        if (!isMarket && command.PriceUnits <= 0)
        {
            return ResultCode.PriceOutOfBand;
        }

        return command.Lots > 0 || Closes(command) ? ResultCode.Ok : ResultCode.QuantityTooSmall;
    }

    /// <summary>Judges the form of a cancel.</summary>
    public static ResultCode CheckForm(in CancelCommand command)
    {
        bool namesOrder = command.OrderId > 0 || (command.OrderId == 0 && command.SubmitId != CommandId.None);
        return namesOrder
            && WellKnownAccounts.MayTrade(command.Account)
            && command.Id != CommandId.None
            && command.Id != command.SubmitId
            && IsStamp(command.Stamp)
            && command.DeadlineNs > 0
                ? ResultCode.Ok
                : ResultCode.InvalidRequest;
    }

    /// <summary>Judges the form of a touch.</summary>
    public static ResultCode CheckForm(in TouchCommand command) =>
        WellKnownAccounts.HasOwner(command.Account) && IsStamp(command.Stamp) && command.Cancel <= TouchCancel.All
            ? ResultCode.Ok
            : ResultCode.InvalidRequest;

    /// <summary>Judges the form of a liquidation step.</summary>
    public static ResultCode CheckForm(MarketSpec spec, in LiquidateCommand command) =>
        spec.Kind != MarketKind.Spot
        && WellKnownAccounts.MayTrade(command.Account)
        && IsStamp(command.Stamp)
        && command.Episode > 0
        && command.Step > 0
        && command.Side is Side.Buy or Side.Sell
        && command.Lots > 0
        && command.LimitPriceUnits > 0
        && (command.KeeperAccount == 0 || WellKnownAccounts.IsUser(command.KeeperAccount))
            ? ResultCode.Ok
            : ResultCode.InvalidRequest;

    /// <summary>Judges the form of an auto-deleveraging step.</summary>
    public static ResultCode CheckForm(MarketSpec spec, MarketParameters parameters, in DeleverageCommand command)
    {
        bool isSound = spec.Kind != MarketKind.Spot
            && WellKnownAccounts.MayTrade(command.Account)
            && IsStamp(command.Stamp)
            && command.Episode > 0
            && command.Step > 0
            && command.PriceUnits > 0
            && command.PriceUnits <= parameters.MaximumPriceUnits
            && command.Counterparties.Length is > 0 and <= MarketLimits.MaximumDeleverageCounterparties;
        foreach (ref readonly DeleverageCounterparty counterparty in isSound ? command.Counterparties.Span : [])
        {
            isSound &= counterparty.Lots is > 0 and <= MarketLimits.MaximumSideLots
                && WellKnownAccounts.MayTrade(counterparty.Account)
                && counterparty.Account != command.Account;
        }

        return isSound ? ResultCode.Ok : ResultCode.InvalidRequest;
    }

    /// <summary>Judges the form of an operator's change of phase.</summary>
    public static ResultCode CheckForm(in SetPhaseCommand command) =>
        command.Phase is > MarketPhase.Replaying and <= MarketPhase.Closing
        && IsText(command.Actor, MarketLimits.MaximumActorLength)
        && IsText(command.Reason, MarketLimits.MaximumReasonLength)
            ? ResultCode.Ok
            : ResultCode.InvalidRequest;

    /// <summary>Judges whether a deadline has come, or is too far away.</summary>
    public bool IsInTime(long deadlineNs) =>
        deadlineNs > state.StepTimeNs && deadlineNs - state.StepTimeNs <= MarketLimits.MaximumDeadlineNs;

    /// <summary>The checks of a submit on the state, up to those that need the book.</summary>
    /// <param name="command">The submit.</param>
    /// <param name="lots">Its quantity.</param>
    /// <param name="index">Row of its account.</param>
    public ResultCode Check(in SubmitCommand command, long lots, int index)
    {
        ResultCode code = CheckTerms(command, Closes(command) ? 0 : lots, command.Instructions?.Trigger ?? default);
        return code == ResultCode.Ok ? CheckRow(command, lots, state.Rows[index], default) : code;
    }

    /// <summary>The checks of an order's terms on market and grid.</summary>
    /// <param name="command">The order.</param>
    /// <param name="lots">Its quantity; 0 for one that need not fit the grid.</param>
    /// <param name="trigger">What it waits for; default for nothing, also if it once did.</param>
    public ResultCode CheckTerms(in SubmitCommand command, long lots, in TriggerTerms trigger)
    {
        bool isReduceOnly = (command.Flags & OrderFlags.ReduceOnly) != 0;
        ResultCode code = CheckMarket(command, isReduceOnly);
        if (code == ResultCode.Ok)
        {
            code = command.Verdict;
        }

        if (code == ResultCode.Ok)
        {
            code = CheckGrid(command, lots, trigger);
        }

        return code == ResultCode.Ok && command.Instructions is { } instructions ? CheckInstructions(instructions) : code;
    }

    /// <summary>Judges the quantity of a whole order.</summary>
    public ResultCode CheckQuantity(long lots)
    {
        MarketParameters parameters = state.Parameters;
        if (lots % parameters.StepLots != 0)
        {
            return ResultCode.QuantityOffGrid;
        }

        if (lots < parameters.MinimumLots)
        {
            return ResultCode.QuantityTooSmall;
        }

        return lots > parameters.MaximumLots ? ResultCode.QuantityTooLarge : ResultCode.Ok;
    }

    /// <summary>Whether a limit price is within the band around the mark.</summary>
    public bool IsInBand(long priceUnits) =>
        priceUnits <= state.Parameters.MaximumPriceUnits && Math.Abs(priceUnits - state.MarkUnits) <= BandUnits();

    /// <summary>The checks of an order on its account's row.</summary>
    /// <param name="command">The order.</param>
    /// <param name="lots">Its quantity.</param>
    /// <param name="row">The row.</param>
    /// <param name="replaced">The order of the account that it takes the place of, still in the row; default for none.</param>
    public ResultCode CheckRow(in SubmitCommand command, long lots, in LedgerRow row, in RestingOrder replaced)
    {
        MarketParameters parameters = state.Parameters;
        if (command.TimeInForce is TimeInForce.GoodTillCancelled or TimeInForce.GoodTillDate
            || ConditionalDesk.Waits(command)
            || MayBeHeld())
        {
            if (row.OpenOrders >= parameters.MaximumOpenOrders && replaced.OrderId == 0)
            {
                return ResultCode.TooManyOpenOrders;
            }

            long open = state.Book.LotsOf(command.Side) + state.Conditionals.LotsOf(command.Side) - replaced.RemainingLots;
            if (open > MarketLimits.MaximumSideLots - lots
                || row.OrderReserveQuanta - replaced.ReserveQuanta > MarketLimits.MaximumReserveQuanta - command.ReserveQuanta)
            {
                return ResultCode.QuantityTooLarge;
            }
        }

        if ((command.Flags & OrderFlags.ReduceOnly) != 0)
        {
            bool mayReduce = LinkDesk.IsChild(command) || Matcher.Reducible(row.SizeLots, command.Side) > 0;
            return mayReduce ? ResultCode.Ok : ResultCode.NothingToReduce;
        }

        long worst = command.Side == Side.Buy ? row.SizeLots + row.OpenBuyLots : row.OpenSellLots - row.SizeLots;
        return worst - replaced.RemainingLots + lots > parameters.MaximumPositionLots ? ResultCode.PositionLimit : ResultCode.Ok;
    }

    /// <summary>The largest distance from the mark, price units.</summary>
    public long BandUnits() =>
        IntegerMath.MulDiv(state.MarkUnits, state.Parameters.PriceBandPpm, IntegerMath.Ppm, RoundingDirection.Down);

    /// <summary>The worst price of a submit: its limit, or the band's edge for a market order.</summary>
    public long LimitOf(in SubmitCommand command)
    {
        if (command.Type == OrderType.Limit)
        {
            return command.PriceUnits;
        }

        long band = BandUnits();
        long worst = command.WorstPriceUnits;
        return command.Side == Side.Buy
            ? Math.Min(state.MarkUnits + band, worst == 0 ? state.Parameters.MaximumPriceUnits : worst)
            : Math.Max(Math.Max(1, worst), state.MarkUnits - band);
    }

    /// <summary>The worst price of an order that takes part in an auction at any price: a multiple of the tick inside its bound.</summary>
    public long OnGrid(in Taker taker)
    {
        long tick = state.Parameters.TickUnits;
        RoundingDirection rounding = taker.Side == Side.Buy ? RoundingDirection.Down : RoundingDirection.Up;
        return Math.Max(tick, tick * (long)IntegerMath.Divide(taker.LimitPriceUnits, tick, rounding));
    }

    private static bool IsStamp(CallStamp stamp) => stamp.Epoch >= 0 && stamp.Number > 0;

    // Without surrogates every text survives its bytes, so that a command run again gives the same record.
    private static bool IsText(string? text, int maximumLength) =>
        text is { Length: > 0 }
        && text.Length <= maximumLength
        && !text.AsSpan().ContainsAnyInRange('\0', '\u001F')
        && !text.AsSpan().ContainsAnyInRange('\u007F', '\u009F')
        && !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF');

    private ResultCode CheckMarket(in SubmitCommand command, bool isReduceOnly)
    {
        if (!IsInTime(command.DeadlineNs))
        {
            return ResultCode.DeadlineExpired;
        }

        if (!IsAdmitted(isReduceOnly))
        {
            return ResultCode.MarketNotOpen;
        }

        if (state.MarkUnits == 0 || (!isReduceOnly && !state.IsIndexFresh(state.StepTimeNs)))
        {
            return ResultCode.StalePrice;
        }

        bool isCurrent = command.ParametersVersion >= state.BindingVersion && command.ParametersVersion <= state.Parameters.Version;
        return isCurrent ? ResultCode.Ok : ResultCode.ParametersOutdated;
    }

    // What is collected for an auction must fit the phase that follows it.
    private bool IsAdmitted(bool isReduceOnly)
    {
        MarketPhase phase = state.Phase.IsCall() ? state.Auction.After : state.Phase;
        return phase == MarketPhase.Open
            || (phase == MarketPhase.ReduceOnly && isReduceOnly)
            || state.Phase == MarketPhase.Closing;
    }

    private ResultCode CheckGrid(in SubmitCommand command, long lots, in TriggerTerms trigger)
    {
        if (command.PriceUnits % state.Parameters.TickUnits != 0)
        {
            return ResultCode.PriceOffGrid;
        }

        if (PegDesk.TermsOf(command).OffsetUnits % state.Parameters.TickUnits != 0)
        {
            return ResultCode.PriceOffGrid;
        }

        ResultCode code = lots == 0 ? ResultCode.Ok : CheckQuantity(lots);
        if (code != ResultCode.Ok)
        {
            return code;
        }

        if (trigger.Kind != TriggerKind.None)
        {
            return CheckTrigger(command, trigger);
        }

        return command.Type == OrderType.Limit && !IsInBand(command.PriceUnits) ? ResultCode.PriceOutOfBand : ResultCode.Ok;
    }

    // Orders that are gone at once in plain continuous trading stay until an auction or through a delay.
    private bool MayBeHeld() => state.IsCollecting || state.Parameters.Auction is { TakerDelayNs: > 0 };
}
