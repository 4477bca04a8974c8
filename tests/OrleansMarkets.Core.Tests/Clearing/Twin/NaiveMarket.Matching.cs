using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing.Twin;

/// <content>What trades, rests and goes.</content>
internal sealed partial class NaiveMarket
{
    // What the book says to an order before it trades; a fill-or-kill order is tried on a copy of the whole market.
    private ResultCode CheckBook(NaiveMarketOrder order, ref long limit)
    {
        if (order.NeverTakes)
        {
            if (Best(order.Side.Opposite()) is not { } best || (order.Side == Side.Buy ? best.Price > limit : best.Price < limit))
            {
                return ResultCode.Ok;
            }

            long behind = order.Side == Side.Buy ? best.Price - 1 : best.Price + 1;
            limit = behind;
            return order.Flags.HasFlag(OrderFlags.PostOnlySlide) && IsInBand(behind) ? ResultCode.Ok : ResultCode.WouldTake;
        }

        if (order.Force != TimeInForce.FillOrKill)
        {
            return ResultCode.Ok;
        }

        if (IsCollecting)
        {
            return ResultCode.NotInAuction;
        }

        NaiveMarketOrder taker = order.Copy();
        CancelReason stopped = Copy().Match(taker, Bounded(order, limit), out long lost);
        return taker.Lots == 0 && lost == 0 && stopped == CancelReason.None ? ResultCode.Ok : ResultCode.CannotFillWhole;
    }

    private NaiveMarket Copy()
    {
        var copies = new Dictionary<NaiveMarketOrder, NaiveMarketOrder>();
        var groups = new Dictionary<NaiveGroup, NaiveGroup>();
        NaiveMarketOrder Of(NaiveMarketOrder order)
        {
            if (!copies.TryGetValue(order, out NaiveMarketOrder? copy))
            {
                copies.Add(order, copy = order.Copy());
                copy.Group = order.Group is null ? null : OfGroup(order.Group);
            }

            return copy;
        }

        NaiveGroup OfGroup(NaiveGroup group)
        {
            if (!groups.TryGetValue(group, out NaiveGroup? copy))
            {
                groups.Add(group, copy = new NaiveGroup { Account = group.Account, HasParent = group.HasParent });
                copy.Parent = group.Parent is null ? null : Of(group.Parent);
                copy.Members.AddRange(group.Members.Select(Of));
            }

            return copy;
        }

        return new NaiveMarket(_rules)
        {
            _resting = [.. _resting.Select(Of)],
            _waiting = [.. _waiting.Select(Of)],
            _positions = new Dictionary<int, long>(_positions),
        };
    }

    // Trades an order; what is left rests or is gone.
    private NaiveResult Work(NaiveMarketOrder order, long limit)
    {
        long before = order.Lots;
        long lost = 0;
        bool isCollected = IsCollecting;
        CancelReason stopped = order.NeverTakes || isCollected ? CancelReason.None : MatchInside(order, limit, out lost);
        long left = order.Lots;
        long filled = before - left - lost;
        long resting = 0;
        bool mayRest = order.MayRest && stopped is CancelReason.None or CancelReason.NoLiquidity or CancelReason.Interrupted;
        if (left > 0 && (isCollected || mayRest))
        {
            resting = Room(order, out CancelReason cut);
            stopped = cut == CancelReason.None ? stopped : cut;
        }

        order.Lots = resting;
        if (resting > 0)
        {
            Rest(order, order.Price == 0 || order.NeverTakes ? limit : order.Price);
        }

        long gone = left - resting + lost;
        CancelReason reason = left == resting && lost > 0 ? CancelReason.SelfTrade : stopped;
        bool isNothing = gone > 0 && filled + lost == 0 && reason == CancelReason.NoLiquidity;
        return new NaiveResult(
            isNothing ? ResultCode.NoLiquidity : ResultCode.Ok,
            filled,
            resting,
            0,
            gone,
            gone > 0 ? reason : CancelReason.None);
    }

    // All reduce-only orders of an account together close no more than its position.
    private long Room(NaiveMarketOrder order, out CancelReason cut)
    {
        cut = CancelReason.None;
        if (!order.IsReduceOnly)
        {
            return order.Lots;
        }

        long reducible = Reducible(order.Account, order.Side);
        long room = Math.Max(0, reducible - RestingReduceOnly(order.Account).Sum(each => each.Lots));
        if (order.Lots > room)
        {
            cut = reducible == 0 ? CancelReason.NothingToReduce : CancelReason.ExceedsPosition;
        }

        return Math.Min(order.Lots, room);
    }

    // Why it stopped with lots left; the lots that it lost to its own orders without trading.
    private CancelReason Match(NaiveMarketOrder taker, long limit, out long lost)
    {
        lost = 0;
        while (taker.Lots > 0)
        {
            NaiveMarketOrder? maker = Best(taker.Side.Opposite());
            if (maker is null || (taker.Side == Side.Buy ? maker.Price > limit : maker.Price < limit))
            {
                return CancelReason.NoLiquidity;
            }

            if (IsOwn(taker, maker))
            {
                SelfTradePolicy policy = taker.Instructions.SelfTrade;
                long both = policy == SelfTradePolicy.Decrement ? Math.Min(taker.Lots, maker.Lots) : 0;
                long gone = policy == SelfTradePolicy.CancelTaker ? 0 : both > 0 ? both : maker.Lots;
                Take(maker, gone, CancelReason.SelfTrade);
                taker.Lots -= both;
                lost += both;
                if (policy is SelfTradePolicy.CancelTaker or SelfTradePolicy.CancelBoth)
                {
                    return CancelReason.SelfTrade;
                }

                continue;
            }

            if (maker.IsReduceOnly && Reducible(maker.Account, maker.Side) == 0)
            {
                Take(maker, maker.Lots, CancelReason.NothingToReduce);
                continue;
            }

            long lots = Math.Min(maker.Shown, taker.Lots);
            lots = maker.IsReduceOnly ? Math.Min(lots, Reducible(maker.Account, maker.Side)) : lots;
            lots = taker.IsReduceOnly ? Math.Min(lots, Reducible(taker.Account, taker.Side)) : lots;
            if (lots == 0)
            {
                return CancelReason.NothingToReduce;
            }

            Trade(maker, taker, lots);
        }

        return CancelReason.None;
    }

    private static bool IsOwn(NaiveMarketOrder taker, NaiveMarketOrder maker)
    {
        long group = taker.Instructions.SelfTradeGroup;
        return maker.Account == taker.Account || (group != 0 && group == maker.Instructions.SelfTradeGroup);
    }

    private void Trade(NaiveMarketOrder maker, NaiveMarketOrder taker, long lots)
    {
        FilledBefore(maker, lots);
        _events.Add($"trade {maker.Number} {taker.Number} {maker.Price} {lots}");
        long signed = Settle(maker, taker, maker.Price, lots);
        taker.Lots -= lots;
        if (maker.Lots == 0)
        {
            Leave(maker);
        }

        NoteOverfull(taker.Account, signed);
        NoteOverfull(maker.Account, -signed);
        EndFill(maker);
    }

    // Positions, the last price and what the maker has left; gives what the taker's position changed by.
    private long Settle(NaiveMarketOrder maker, NaiveMarketOrder taker, long price, long lots)
    {
        long signed = taker.Side == Side.Buy ? lots : -lots;
        _positions[taker.Account] = PositionOf(taker.Account) + signed;
        _positions[maker.Account] = PositionOf(maker.Account) - signed;
        (maker.Lots, maker.Shown) = (maker.Lots - lots, maker.Shown - lots);
        _untraded = 0;
        See(TriggerPrice.Last, price);
        return signed;
    }

    // A reduce-only order with nothing left to reduce goes; an iceberg shows its next lots behind all others.
    private void EndFill(NaiveMarketOrder order)
    {
        if (order.Lots > 0 && order.IsReduceOnly && Reducible(order.Account, order.Side) == 0)
        {
            Take(order, order.Lots, CancelReason.NothingToReduce);
        }
        else if (order.Lots > 0 && order.Shown == 0)
        {
            order.Show();
            _resting.Remove(order);
            _resting.Add(order);
            _events.Add($"refill {order.Number} {order.Shown}");
        }
    }

    private void Rest(NaiveMarketOrder order, long price)
    {
        order.Price = price;
        order.Show();
        _resting.Add(order);
        _events.Add($"rest {order.Number} {order.Price} {order.Lots}");
        CallBatch();
    }

    // Lots are gone without a trade; with the last of them the order is.
    private void Take(NaiveMarketOrder order, long lots, CancelReason reason)
    {
        if (lots == 0)
        {
            return;
        }

        _events.Add($"{(_waiting.Contains(order) ? "unwait" : "cancel")} {order.Number} {lots} {reason}");
        order.Lose(lots);
        order.Armed = Math.Min(order.Armed, order.Lots);
        if (order.Lots == 0)
        {
            Leave(order);
        }
    }

    private void Leave(NaiveMarketOrder order)
    {
        LeaveLists(order);
        LeaveGroup(order);
    }

    private void LeaveLists(NaiveMarketOrder order)
    {
        _resting.Remove(order);
        _waiting.Remove(order);
        _pegs.Remove(order);
    }

    private NaiveMarketOrder? Best(Side side)
    {
        IEnumerable<NaiveMarketOrder> own = _resting.Where(order => order.Side == side);
        return side == Side.Buy ? own.MaxBy(order => order.Price) : own.MinBy(order => order.Price);
    }

    private long Reducible(int account, Side side) => Math.Max(0, side == Side.Sell ? PositionOf(account) : -PositionOf(account));

    private List<NaiveMarketOrder> RestingReduceOnly(int account) =>
        _resting.FindAll(order => order.Account == account && order.IsReduceOnly);

    private void NoteOverfull(int account, long signed)
    {
        long size = PositionOf(account);
        long before = size - signed;
        bool isLost = before != 0 && (size == 0 || Math.Sign(before) != Math.Sign(size));
        bool hasAny = _resting.Concat(_waiting).Any(order => order.Account == account && order.IsReduceOnly);
        bool isTooMuch = RestingReduceOnly(account).Sum(order => order.Lots) > Math.Abs(size);
        if (hasAny && (isLost || isTooMuch) && !_overfull.Contains(account))
        {
            _overfull.Add(account);
        }
    }

    // The newest reduce-only orders of an account lose what its position no longer holds; those that wait for a price go with it, unless
    // they protect what a parent will still trade.
    private void ClipReduceOnly()
    {
        foreach (int account in _overfull)
        {
            List<NaiveMarketOrder> orders = RestingReduceOnly(account);
            long closing = orders.Where(order => Reducible(account, order.Side) > 0).Sum(order => order.Lots);
            long excess = closing - Math.Abs(PositionOf(account));
            foreach (NaiveMarketOrder order in Enumerable.Reverse(orders))
            {
                bool isWrong = Reducible(account, order.Side) == 0;
                long lots = isWrong ? order.Lots : Math.Clamp(excess, 0, order.Lots);
                Take(order, lots, isWrong ? CancelReason.NothingToReduce : CancelReason.ExceedsPosition);
                excess -= isWrong ? 0 : lots;
            }

            foreach (NaiveMarketOrder order in Enumerable.Reverse(_waiting).Where(each => each.Account == account).ToList())
            {
                bool hasNothing = order is { IsReduceOnly: true, HasTrigger: true } && Reducible(account, order.Side) == 0;
                if (hasNothing && !(order.IsChild && order.Group is { HasEnded: false }))
                {
                    Take(order, order.Lots, CancelReason.NothingToReduce);
                }
            }
        }

        _overfull.Clear();
    }

    private long LimitOf(NaiveMarketOrder order)
    {
        if (order.Price != 0)
        {
            return order.Price;
        }

        long center = order.HasTrigger ? order.Trigger : _present[1];
        long band = center * _rules.PriceBandPpm / Ppm;
        return order.Side == Side.Buy
            ? Math.Min(center + band, order.Worst == 0 ? long.MaxValue : order.Worst)
            : Math.Max(center - band, Math.Max(1, order.Worst));
    }
}
