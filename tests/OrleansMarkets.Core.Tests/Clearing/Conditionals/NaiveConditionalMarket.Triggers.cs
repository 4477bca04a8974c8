using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing.Conditionals;

/// <content>What waits, what fires it, and what moves its trigger.</content>
internal sealed partial class NaiveConditionalMarket
{
    private void Wait(NaiveWaiting order, bool isChild)
    {
        if (isChild)
        {
            NaiveGroup group = order.Group!;
            order.Armed = order.HasTrigger || group.HasEnded ? Math.Min(order.Lots, group.ParentFilled) : 0;
        }

        if (order.Armed > 0)
        {
            SetOff(order);
        }

        order.IsFresh = true;
        _waiting.Add(order);
        _events.Add($"wait {order.Number} {order.Lots} {order.Armed} {order.Trigger} {order.NextMove}");
        if (isChild && order.Group!.HasEnded)
        {
            Cut(order);
        }
    }

    // Where a trailing trigger begins.
    private void SetOff(NaiveWaiting order)
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
    private static void Trail(NaiveWaiting order, long best)
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

    private static long TriggerAt(NaiveWaiting order, long best)
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
        while (true)
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
        if (NextToFire() is not null || NextToMove() is not null)
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

    private (NaiveWaiting Order, long Price)? NextToFire()
    {
        List<NaiveWaiting> armed = [.. _waiting.Where(order => order.Armed > 0 && !order.IsFresh)];
        if (armed.Where(order => !order.HasTrigger).MinBy(order => order.Number) is { } ready)
        {
            return (ready, 0);
        }

        for (int source = 0; source < 3; source++)
        {
            (long low, long high) = _fires[source];
            List<NaiveWaiting> own = [.. armed.Where(order => order.HasTrigger && (int)order.Terms.Source == source && order.Trigger > 0)];
            NaiveWaiting? rising = own.Where(order => order.Rises && high > 0 && order.Trigger <= high)
                .OrderBy(order => order.Trigger).ThenBy(order => order.Number).FirstOrDefault();
            NaiveWaiting? falling = own.Where(order => !order.Rises && low > 0 && order.Trigger >= low)
                .OrderByDescending(order => order.Trigger).ThenBy(order => order.Number).FirstOrDefault();
            if ((rising ?? falling) is { } first)
            {
                return (first, first == rising ? high : low);
            }
        }

        return null;
    }

    private (NaiveWaiting Order, long Price)? NextToMove()
    {
        for (int source = 0; source < 3; source++)
        {
            (long low, long high) = _moves[source];
            List<NaiveWaiting> own =
            [
                .. _waiting.Where(order =>
                    order.Armed > 0 && !order.IsFresh && order.HasTrigger && (int)order.Terms.Source == source && order.NextMove > 0),
            ];
            NaiveWaiting? rising = own.Where(order => order.Side == Side.Sell && high > 0 && order.NextMove <= high)
                .OrderBy(order => order.NextMove).ThenBy(order => order.Number).FirstOrDefault();
            NaiveWaiting? falling = own.Where(order => order.Side == Side.Buy && low > 0 && order.NextMove >= low)
                .OrderByDescending(order => order.NextMove).ThenBy(order => order.Number).FirstOrDefault();
            if ((rising ?? falling) is { } first)
            {
                return (first, first == rising ? high : low);
            }
        }

        return null;
    }

    private void Fire(NaiveWaiting order, long price)
    {
        EndParent(order);
        _waiting.Remove(order);
        _events.Add($"trigger {order.Number} {price} {order.Lots}");
        CancelReason stopped = CancelReason.NothingToReduce;
        long filled = order.IsReduceOnly && Reducible(order.Account, order.Side) == 0 ? 0 : Work(order, LimitOf(order), out stopped);
        Filled(order, filled);
        bool rests = _resting.Contains(order);
        long gone = rests ? 0 : order.Lots;
        _events.Add($"worked {order.Number} {filled} {(rests ? order.Lots : 0)} {gone} {(gone > 0 ? stopped : CancelReason.None)}");
        EndTaker(order);
    }

    private void Set(NaiveWaiting order)
    {
        order.IsFresh = true;
        _events.Add($"set {order.Number} {order.Armed} {order.Trigger} {order.NextMove}");
    }
}
