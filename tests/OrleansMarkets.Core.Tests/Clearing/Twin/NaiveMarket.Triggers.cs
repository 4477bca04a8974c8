using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing.Twin;

/// <content>What waits, what fires it, and what moves its trigger.</content>
internal sealed partial class NaiveMarket
{
    private void Wait(NaiveMarketOrder order)
    {
        if (order.IsChild)
        {
            NaiveGroup group = order.Group!;
            order.Armed = order.HasTrigger || group.HasEnded ? Math.Min(order.Lots, group.ParentFilled) : 0;
        }

        if (order.Armed > 0)
        {
            SetOff(order);
        }

        order.IsFresh = true;
        order.Place = _step;
        _waiting.Add(order);
        _events.Add($"wait {order.Number} {order.Lots} {order.Armed} {order.Trigger} {order.NextMove}");
        if (order.IsChild && order.Group!.HasEnded)
        {
            Cut(order);
        }
    }

    // Where a trailing trigger begins.
    private void SetOff(NaiveMarketOrder order)
    {
        if (order.Terms.Kind != TriggerKind.TrailingStop)
        {
            return;
        }

        long present = _present[(int)order.Terms.Source];
        long activation = order.Terms.ActivationUnits;
        bool isActive = activation == 0 || (present > 0 && (order.Side == Side.Sell ? present >= activation : present <= activation));
        if (!isActive)
        {
            order.NextMove = activation;
        }
        else if (present == 0)
        {
            order.NextMove = order.Side == Side.Sell ? 1 : long.MaxValue;
        }
        else
        {
            Trail(order, present);
        }
    }

    // Tick by tick: the trigger is as near as its distance allows, and the next move is the first price that would bring it nearer.
    private static void Trail(NaiveMarketOrder order, long best)
    {
        bool sells = order.Side == Side.Sell;
        long trigger = TriggerAt(order, best);
        order.Trigger = order.Trigger == 0 ? trigger : sells ? Math.Max(order.Trigger, trigger) : Math.Min(order.Trigger, trigger);
        long next = best;
        do
        {
            next += sells ? 1 : -1;
        }
        while (next > 0 && (sells ? TriggerAt(order, next) <= order.Trigger : TriggerAt(order, next) >= order.Trigger));
        order.NextMove = Math.Max(0, next);
    }

    private static long TriggerAt(NaiveMarketOrder order, long best)
    {
        decimal distance = order.Terms.TrailUnits != 0 ? order.Terms.TrailUnits : Math.Ceiling(best * (decimal)order.Terms.TrailPpm / Ppm);
        return (long)Math.Max(0, order.Side == Side.Sell ? best - distance : best + distance);
    }

    private void See(TriggerPrice source, long price)
    {
        _present[(int)source] = price;
        Extend(ref _fires[(int)source], price);
        Extend(ref _moves[(int)source], price);
    }

    private static void Extend(ref (long Low, long High) span, long price) =>
        span = (span.Low == 0 ? price : Math.Min(span.Low, price), Math.Max(span.High, price));

    private void Continue()
    {
        while (IsTrading)
        {
            if (NextToFire() is { } fires)
            {
                Fire(fires.Order, fires.Price);
            }
            else if (NextToMove() is { } moves)
            {
                Trail(moves.Order, moves.Price);
                Set(moves.Order);
            }
            else
            {
                return;
            }
        }
    }

    private void Settle()
    {
        if (IsTrading && (NextToFire() is not null || NextToMove() is not null))
        {
            return;
        }

        for (int source = 0; source < 3; source++)
        {
            _fires[source] = (_present[source], _present[source]);
            _moves[source] = (_present[source], _present[source]);
        }

        _waiting.ForEach(order => order.IsFresh = false);
    }

    private (NaiveMarketOrder Order, long Price)? NextToFire()
    {
        List<NaiveMarketOrder> armed = [.. _waiting.Where(order => order.Armed > 0 && !order.IsFresh)];
        if (armed.Where(order => !order.HasTrigger).MinBy(order => order.Place) is { } ready)
        {
            return (ready, 0);
        }

        for (int source = 0; source < 3; source++)
        {
            (long low, long high) = _fires[source];
            List<NaiveMarketOrder> own =
            [
                .. armed.Where(order => order.HasTrigger && (int)order.Terms.Source == source && order.Trigger > 0),
            ];
            NaiveMarketOrder? rising = own.Where(order => order.Rises && high > 0 && order.Trigger <= high)
                .OrderBy(order => order.Trigger).ThenBy(order => order.Place).FirstOrDefault();
            NaiveMarketOrder? falling = own.Where(order => !order.Rises && low > 0 && order.Trigger >= low)
                .OrderByDescending(order => order.Trigger).ThenBy(order => order.Place).FirstOrDefault();
            if ((rising ?? falling) is { } first)
            {
                return (first, first == rising ? high : low);
            }
        }

        return null;
    }

    private (NaiveMarketOrder Order, long Price)? NextToMove()
    {
        for (int source = 0; source < 3; source++)
        {
            (long low, long high) = _moves[source];
            List<NaiveMarketOrder> own =
            [
                .. _waiting.Where(order =>
                    order.Armed > 0 && !order.IsFresh && order.HasTrigger && (int)order.Terms.Source == source && order.NextMove > 0),
            ];
            NaiveMarketOrder? rising = own.Where(order => order.Side == Side.Sell && high > 0 && order.NextMove <= high)
                .OrderBy(order => order.NextMove).ThenBy(order => order.Place).FirstOrDefault();
            NaiveMarketOrder? falling = own.Where(order => order.Side == Side.Buy && low > 0 && order.NextMove >= low)
                .OrderByDescending(order => order.NextMove).ThenBy(order => order.Place).FirstOrDefault();
            if ((rising ?? falling) is { } first)
            {
                return (first, first == rising ? high : low);
            }
        }

        return null;
    }

    private void Fire(NaiveMarketOrder order, long price)
    {
        EndParent(order);
        _waiting.Remove(order);
        long reducible = Reducible(order.Account, order.Side);
        order.Lots = order.Closes ? reducible : order.Lots;
        order.Quantity = order.Closes ? order.Lots : order.Quantity;
        _events.Add($"trigger {order.Number} {price} {order.Lots}");
        long limit = LimitOf(order);
        NaiveResult result = Refusal(order, ref limit, reducible) is { } refused
            ? new NaiveResult(ResultCode.Ok, Cancelled: order.Lots, Reason: refused)
            : Work(order, limit);
        Filled(order, result);
        _events.Add($"worked {order.Number} {result.Filled} {result.Resting} {result.Cancelled} {result.Reason}");
        EndTaker(order);
    }

    private CancelReason? Refusal(NaiveMarketOrder order, ref long limit, long reducible) =>
        order.IsReduceOnly && reducible == 0 ? CancelReason.NothingToReduce
        : Phase == MarketPhase.ReduceOnly && !order.IsReduceOnly ? CancelReason.PhaseClosed
        : CheckBook(order, ref limit) switch
        {
            ResultCode.Ok => null,
            ResultCode.WouldTake => CancelReason.WouldTake,
            _ => CancelReason.CannotFillWhole,
        };

    private void Set(NaiveMarketOrder order)
    {
        order.IsFresh = true;
        _events.Add($"set {order.Number} {order.Armed} {order.Trigger} {order.NextMove}");
    }
}
