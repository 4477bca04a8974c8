using OrleansMarkets.Core.Clearing.Auctions;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Clearing.Links;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Conditionals;

/// <summary>
/// Enters waiting orders whose time has come and moves trailing triggers: at the end of every step, and at the beginning of the next for
/// what a step could not finish.
/// </summary>
/// <param name="state">The market's state.</param>
/// <param name="sink">Where decisions go.</param>
/// <param name="matcher">Matching.</param>
/// <param name="orders">Enters orders.</param>
/// <param name="conditionals">Waiting orders.</param>
/// <param name="links">Linked orders.</param>
/// <param name="auctions">The dynamic band.</param>
internal sealed class TriggerDesk(
    MarketState state,
    EventSink sink,
    Matcher matcher,
    OrderDesk orders,
    ConditionalDesk conditionals,
    LinkDesk links,
    AuctionDesk auctions)
{
    private long _step;
    private int _done;
    private long _visitedBefore;

    /// <summary>
    /// Enters what is reached and moves what trails, until nothing is left or the step has done enough: so many orders and moves, or so
    /// many visits of resting orders.
    /// </summary>
    /// <returns>Whether something is left for the next step.</returns>
    public bool Continue()
    {
        if (state.Conditionals.Count == 0 || !state.IsTrading)
        {
            return false;
        }

        if (_step != state.StepSequence)
        {
            _step = state.StepSequence;
            _done = 0;
            _visitedBefore = matcher.Visits;
        }

        for (ConditionalBook waiting = state.Conditionals; ;)
        {
            bool isReached = waiting.TryNext(out int slot, out long price);
            if ((!isReached && !waiting.TryNextMove(out slot, out price)) || !state.IsTrading)
            {
                return false;
            }

            if (_done++ >= MarketLimits.MaximumTriggersPerStep
                || matcher.Visits - _visitedBefore >= MarketLimits.MaximumFillsPerStep)
            {
                return true;
            }

            if (isReached)
            {
                Enter(slot, price);
            }
            else
            {
                conditionals.Follow(slot, price);
            }
        }
    }

    /// <summary>Whether the next step has something to enter or to move.</summary>
    public bool IsPending => state.Conditionals.Count > 0 && state.IsTrading && state.Conditionals.IsPending;

    /// <summary>
    /// Enters a waiting order as a normal submit under the id of its placement: what was checked and reserved then is not checked again,
    /// but its execution is bounded by the price of that check.
    /// </summary>
    /// <param name="slot">Where it waits.</param>
    /// <param name="priceUnits">The price that reached its trigger; 0 without one.</param>
    public void Enter(int slot, long priceUnits)
    {
        links.EndParent(state.Conditionals[slot].OrderId);
        WaitingOrder order = state.Conditionals[slot];
        long account = state.Rows[order.Owner].Account;
        long reducible = Matcher.Reducible(state.Rows[order.Owner].SizeLots, order.Side);
        bool closes = (order.Flags & OrderFlags.ClosePosition) != 0;
        SubmitCommand command = ToSubmit(order, account, closes ? Math.Min(reducible, order.Lots) : order.Lots);
        sink.Emit(new OrderTriggeredEvent(order.OrderId, account, priceUnits, command.Lots));
        Taker taker = OrderDesk.TakerOf(command, order.OrderId, order.Owner);
        taker.LimitPriceUnits = LimitOf(order, command);
        auctions.Bound(ref taker, order.Flags);
        CancelReason refused = Refusal(order, command, ref taker, reducible);
        CommandResult result = refused == CancelReason.None
            ? orders.Work(command, ref taker) with { Code = ResultCode.Ok }
            : new CommandResult(
                ResultCode.Ok, state.StepSequence, order.OrderId, CancelledLots: command.Lots, CancelReason: refused);
        if (result.FilledLots > 0)
        {
            links.Filled(order.OrderId, result.FilledLots, result is { RestingLots: 0, CancelledLots: 0 });
        }

        sink.Emit(new OrderWorkedEvent(account, result));
    }

    private CancelReason Refusal(in WaitingOrder order, in SubmitCommand command, ref Taker taker, long reducible)
    {
        if (order.IsReduceOnly && reducible == 0)
        {
            return CancelReason.NothingToReduce;
        }

        if (state.Phase == MarketPhase.ReduceOnly && !order.IsReduceOnly)
        {
            return CancelReason.PhaseClosed;
        }

        return orders.CheckBook(command, ref taker) switch
        {
            ResultCode.Ok => CancelReason.None,
            ResultCode.WouldTake => CancelReason.WouldTake,
            _ => CancelReason.CannotFillWhole,
        };
    }

    private long LimitOf(in WaitingOrder order, in SubmitCommand command)
    {
        if (order.Type == OrderType.Limit || order.Trigger.Kind == TriggerKind.None)
        {
            return orders.Admission.LimitOf(command);
        }

        MarketParameters parameters = state.Parameters;
        return TriggerRules.ExecutionLimit(
            order.Side, order.TriggerUnits, parameters.PriceBandPpm, parameters.MaximumPriceUnits, order.WorstPriceUnits);
    }

    private SubmitCommand ToSubmit(in WaitingOrder order, long account, long lots) => new(
        CommandId.None,
        account,
        default,
        0,
        state.Parameters.Version,
        order.Side,
        order.Type,
        order.TimeInForce,
        order.Flags,
        order.PriceUnits,
        order.WorstPriceUnits,
        lots,
        ResultCode.Ok,
        order.ReserveQuanta,
        default,
        order.Instructions);
}
