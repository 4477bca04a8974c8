using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Simulation.Evidence;

/// <summary>
/// Orders that wait for a price, a parent or a time. Each is entered at a price that its source has had since it watches it, and none
/// goes on waiting although its time has come.
/// </summary>
/// <param name="definition">The market.</param>
/// <param name="prices">The prices that triggers watch.</param>
/// <param name="links">Children wait for parents.</param>
/// <param name="counts">How often what happened.</param>
internal sealed class WaitingTrail(MarketDefinition definition, PriceTrail prices, LinkTrail links, MarketCounts counts)
{
    private const long Ppm = 1_000_000;

    // Boundaries come first, so an order may be entered a step later than its price was reached.
    private const int MaximumLateSteps = 1;

    private readonly Dictionary<long, NaiveWaiting> _orders = [];

    public IReadOnlyCollection<NaiveWaiting> Orders => _orders.Values;

    public NaiveWaiting? Find(long orderId) => _orders.GetValueOrDefault(orderId);

    /// <summary>An order begins to wait.</summary>
    public void Wait(in OrderWaitingEvent waiting, StepTrail step)
    {
        SubmitCommand? submit = step.Submit;
        EnteringOrder entering = step.Entering[waiting.OrderId];
        bool closesLater = entering.Life.Closes && waiting.Instructions.Trigger.Kind != TriggerKind.None;
        long lots = closesLater ? MarketLimits.ClosePositionLots : entering.Lots;
        bool isOwn = waiting.OrderId == step.Sequence && waiting.Account == submit?.Account && waiting.Lots == lots;
        step.Require(isOwn, "I13", $"{waiting} is not what {submit} asks for");
        var order = new NaiveWaiting(waiting, step.Sequence);
        step.Require(_orders.TryAdd(waiting.OrderId, order), "I13", $"{waiting} waits twice");
        entering.WaitingLots += waiting.Lots;
        RequireArmed(order, step);
        if (order.HasTrigger && waiting.ArmedLots > 0)
        {
            RequireTrigger(order, 0, step);
        }
    }

    /// <summary>An order that would take waits for its time.</summary>
    public void Delay(in OrderDelayedEvent delayed, StepTrail step)
    {
        NaiveWaiting? order = Find(delayed.OrderId);
        long delayNs = definition.Auction?.TakerDelayNs ?? 0;
        long latest = _orders.Values.Max(other => other.DueNs ?? 0);
        bool fits = order is { DueNs: null } && delayNs > 0 && delayed.DueNs == Math.Max(step.TimeNs + delayNs, latest);
        step.Require(fits, "I37", $"{delayed}, the delay is {delayNs}, the one before is due {latest}");
        if (order is not null)
        {
            order.DueNs = delayed.DueNs;
            counts.Delays++;
        }
    }

    /// <summary>Lots of an order are gone without trading.</summary>
    public void Reduce(in WaitingReducedEvent reduced, StepTrail step)
    {
        NaiveWaiting? order = Find(reduced.OrderId);
        bool fits = order is not null && reduced.Lots > 0 && reduced.Lots <= order.Lots && order.Account == reduced.Account;
        step.Require(fits, "I13", $"{reduced}");
        if (!fits)
        {
            return;
        }

        long before = order!.ReserveQuanta;
        order.Lots -= reduced.Lots;
        order.ArmedLots = Math.Min(order.ArmedLots, order.Lots);
        step.Require(before - order.ReserveQuanta == reduced.ReserveReleasedQuanta, "I10", $"reserve of {reduced}");
        if (order.Lots == 0)
        {
            _orders.Remove(order.OrderId);
        }
    }

    /// <summary>An order has new terms; what it asks for is in the command.</summary>
    public void Amend(in WaitingAmendedEvent amended, StepTrail step)
    {
        if (Find(amended.OrderId) is not { } order || step.Amendment is not { } command || command.Account != order.Account)
        {
            step.Require(false, "I13", $"{amended} by {step.Amendment}");
            return;
        }

        TriggerTerms before = order.First.Instructions.Trigger;
        long triggerBefore = order.TriggerUnits;
        var share = (long)((((Int128)order.First.ReserveQuanta * amended.Lots) + order.First.Lots - 1) / order.First.Lots);
        bool isSmaller = amended.Lots < order.Lots && amended.PriceUnits == order.First.PriceUnits && amended.ReserveQuanta == share;
        order.Amend(amended);
        TriggerTerms after = order.First.Instructions.Trigger;
        step.Require(!amended.KeepsPlace || (isSmaller && after == before), "I13", $"{amended} is more than smaller");
        bool isAsked = (command.TriggerUnits == 0 || after.PriceUnits == command.TriggerUnits)
            && (command.TrailUnits == 0 || after.TrailUnits == command.TrailUnits)
            && (command.TrailPpm == 0 || after.TrailPpm == command.TrailPpm)
            && (command.ChangesTrigger || after == before);
        step.Require(isAsked && (command.PriceUnits == 0 || amended.PriceUnits == command.PriceUnits), "I13", $"{amended} by {command}");
        counts.WaitingAmended += amended.KeepsPlace ? 0 : 1;
        if (!amended.KeepsPlace)
        {
            (order.WatchesSince, order.ReadySince) = (step.Sequence, 0);
            RequireArmed(order, step);
            if (order.HasTrigger && order.ArmedLots > 0)
            {
                RequireTrigger(order, after == before ? triggerBefore : 0, step);
            }
        }
    }

    /// <summary>The trigger of an order moves, or more of it may execute.</summary>
    public void Set(in TriggerSetEvent set, StepTrail step)
    {
        if (Find(set.OrderId) is not { } order)
        {
            step.Require(false, "I37", $"{set} does not wait");
            return;
        }

        long before = order.ArmedLots == 0 ? 0 : order.TriggerUnits;
        step.Require(set.ArmedLots >= order.ArmedLots && set.ArmedLots <= order.Lots, "I38", $"{set} from {order.ArmedLots}");
        order.ArmedLots = set.ArmedLots;
        order.TriggerUnits = set.TriggerUnits;
        RequireArmed(order, step);
        RequireTrigger(order, before, step);
        if (order.TriggerUnits != before)
        {
            order.WatchesSince = step.Sequence;
            order.ReadySince = 0;
        }

        counts.TriggerMoves += before != 0 && before != set.TriggerUnits ? 1 : 0;
    }

    /// <summary>An order is entered.</summary>
    /// <returns>The order; null if it did not wait.</returns>
    public NaiveWaiting? Enter(in OrderTriggeredEvent triggered, StepTrail step)
    {
        if (!_orders.Remove(triggered.OrderId, out NaiveWaiting? order))
        {
            step.Require(false, "I37", $"{triggered} does not wait");
            return null;
        }

        bool isWhole = order.First.Flags.HasFlag(OrderFlags.ClosePosition) || triggered.Lots == order.Lots;
        step.Require(triggered.Account == order.Account && isWhole, "I13", $"{triggered} of {order.Lots}");
        if (order.DueNs is { } dueNs)
        {
            step.Require(triggered.PriceUnits == 0 && dueNs <= step.TimeNs, "I37", $"{triggered}, due {dueNs} at {step.TimeNs}");
        }
        else if (order.HasTrigger)
        {
            RequireReached(order, triggered.PriceUnits, step);
        }
        else
        {
            step.Require(triggered.PriceUnits == 0 && order.ArmedLots > 0, "I38", $"{triggered}: no parent has armed it");
        }

        links.Enter(order, step);
        counts.Note(order);
        return order;
    }

    /// <summary>A record has ended.</summary>
    public void EndStep(bool trades, StepTrail step)
    {
        foreach (NaiveWaiting order in _orders.Values)
        {
            bool isReady = trades && order.WatchesSince < step.Sequence && IsReady(order);
            order.ReadySince = !isReady ? 0 : order.ReadySince == 0 ? step.Sequence : order.ReadySince;
            step.Require(
                order.ReadySince == 0 || step.Sequence - order.ReadySince <= MaximumLateSteps,
                "I37",
                $"order {order.OrderId} still waits for {order.TriggerUnits} since {order.ReadySince}");
        }
    }

    private bool IsReady(NaiveWaiting order) =>
        order.DueNs is null
        && order.ArmedLots > 0
        && (!order.HasTrigger || order.IsReachedBy(prices.Present(order.First.Instructions.Trigger.Source)));

    private void RequireArmed(NaiveWaiting order, StepTrail step) => step.Require(
        order.ArmedLots <= links.ArmableLots(order.OrderId, order.HasTrigger, order.Lots),
        "I38",
        $"{order.ArmedLots} lots of order {order.OrderId} are armed");

    private void RequireReached(NaiveWaiting order, long priceUnits, StepTrail step)
    {
        TriggerPrice source = order.First.Instructions.Trigger.Source;
        long since = Math.Max(order.WatchesSince, prices.QuietUntil);
        bool isHad = order.WatchesSince < step.Sequence && prices.Since(source, since).Contains(priceUnits);
        step.Require(
            isHad && order.ArmedLots > 0 && order.IsReachedBy(priceUnits),
            "I37",
            $"order {order.OrderId} is entered at {priceUnits}, its trigger is {order.TriggerUnits} of {order.First}");
    }

    // A trailing trigger stands at its distance from a price that its source has had, and never goes back.
    private void RequireTrigger(NaiveWaiting order, long beforeUnits, StepTrail step)
    {
        TriggerTerms terms = order.First.Instructions.Trigger;
        if (terms.Kind != TriggerKind.TrailingStop)
        {
            step.Require(order.TriggerUnits == terms.PriceUnits, "I37", $"order {order.OrderId}: {order.TriggerUnits} of {terms}");
            return;
        }

        if (order.TriggerUnits == 0)
        {
            step.Require(beforeUnits == 0, "I37", $"order {order.OrderId} has lost its trigger {beforeUnits}");
            return;
        }

        bool isForward = beforeUnits == 0
            || (order.Side == Side.Sell ? order.TriggerUnits >= beforeUnits : order.TriggerUnits <= beforeUnits);
        bool isTrail = prices.Since(terms.Source, order.WatchesSince)
            .Any(price => Trailing(terms, order.Side, price) == order.TriggerUnits);
        step.Require(
            isForward && (isTrail || order.TriggerUnits == beforeUnits),
            "I37",
            $"order {order.OrderId}: from {beforeUnits} to {order.TriggerUnits} with {terms}");
    }

    private long Trailing(in TriggerTerms terms, Side side, long bestUnits)
    {
        long tick = definition.TickUnits;
        long distance = terms.TrailUnits != 0
            ? terms.TrailUnits
            : (long)((((Int128)bestUnits * terms.TrailPpm) + Ppm - 1) / Ppm);
        return side == Side.Sell
            ? Math.Max(0, (bestUnits - distance) / tick * tick)
            : (bestUnits + distance + tick - 1) / tick * tick;
    }
}
