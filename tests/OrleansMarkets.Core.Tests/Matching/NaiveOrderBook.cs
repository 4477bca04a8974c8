using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Matching;

/// <summary>
/// The rules of the book written as plainly as possible: sorted dictionaries of lists, and a fill-or-kill order is tried on a copy of the
/// whole book. Slow and obvious; what the engine does must equal it event for event.
/// </summary>
internal sealed class NaiveOrderBook : IMatchingVenue
{
    private readonly Dictionary<Side, SortedDictionary<long, List<NaiveOrder>>> _sides = new()
    {
        [Side.Buy] = new SortedDictionary<long, List<NaiveOrder>>(Comparer<long>.Create((a, b) => b.CompareTo(a))),
        [Side.Sell] = [],
    };

    private readonly SortedDictionary<int, long> _timers = [];
    private readonly List<int> _overfull = [];
    private Dictionary<int, long> _positions = [];
    private List<MatchingEvent> _events = [];
    private int _submitted;
    private int _arrivals;

    public long NowMs { get; private set; } = 1;

    private IEnumerable<NaiveOrder> Orders => _sides.Values.SelectMany(side => side.Values).SelectMany(level => level);

    public List<MatchingEvent> TakeEvents()
    {
        List<MatchingEvent> taken = _events;
        _events = [];
        return taken;
    }

    public ResultCode Submit(
        int account, Side side, long price, long lots, TimeInForce force, OrderFlags flags, OrderInstructions? instructions = null)
    {
        Begin();
        lots = flags.HasFlag(OrderFlags.ClosePosition) ? Reducible(account, side) : lots;
        var order = new NaiveOrder(++_submitted, account, side, price, lots, flags)
        {
            Instructions = instructions ?? new OrderInstructions(),
            ExpiresMs = instructions?.ExpiresNs ?? 0,
        };
        ResultCode code = Check(order, force, isQuantityNew: !flags.HasFlag(OrderFlags.ClosePosition), replaced: null);
        if (price == 0)
        {
            order = order with { Price = TwinRules.Mark + (side == Side.Buy ? TwinRules.Band : -TwinRules.Band) };
        }

        code = code == ResultCode.Ok ? Enter(order, force, replaced: null) : code;
        ClipReduceOnly();
        return code;
    }

    public ResultCode Cancel(int account, int order)
    {
        Begin();
        if (Find(account, order) is not { } found)
        {
            return ResultCode.OrderNotFound;
        }

        Remove(found, CancelReason.Requested);
        return ResultCode.Ok;
    }

    public ResultCode Amend(int account, int order, long price, long lots)
    {
        Begin();
        if (Find(account, order) is not { } old)
        {
            return ResultCode.OrderNotFound;
        }

        long quantity = lots == 0 ? old.Quantity : lots;
        long left = quantity - (old.Quantity - old.Whole);
        price = price == 0 ? old.Price : price;
        if (left <= 0)
        {
            Remove(old, CancelReason.Amended);
            return ResultCode.Ok;
        }

        if (price == old.Price && left <= old.Whole)
        {
            if (left < old.Whole && quantity < TwinRules.Parameters.MinimumLots)
            {
                return ResultCode.QuantityTooSmall;
            }

            if (left < old.Whole)
            {
                Change(old, old.Less(old.Whole - left) with { Quantity = quantity });
                _events.Add(MatchingEvent.Amend(order, price, left, keepsPlace: true));
            }

            return ResultCode.Ok;
        }

        NaiveOrder next = old with { Price = price, Lots = left, Hidden = 0, Quantity = quantity };
        ResultCode code = Check(next, TimeInForce.GoodTillCancelled, isQuantityNew: lots != 0, replaced: old);
        code = code == ResultCode.Ok ? Enter(next, TimeInForce.GoodTillCancelled, replaced: old) : code;
        ClipReduceOnly();
        return code;
    }

    public void CancelMany(int account, Side side, long tag)
    {
        Begin();
        RemoveMany(
            account,
            CancelReason.Requested,
            order => (side == 0 || order.Side == side) && (tag == 0 || order.Instructions.Tag == tag));
    }

    public void SetTimer(int account, long atMs)
    {
        Begin();
        _timers.Remove(account);
        if (atMs != 0)
        {
            _timers.Add(account, atMs);
        }
    }

    public void Wait(int milliseconds) => NowMs += milliseconds;

    public void Touch(int account, TouchCancel cancel)
    {
        Begin();
        RemoveMany(
            account,
            CancelReason.Touched,
            order => cancel == TouchCancel.All || (cancel == TouchCancel.Opening && !order.IsReduceOnly));
    }

    public long Liquidate(int account, Side side, long lots, long limit)
    {
        Begin();
        lots = Math.Min(lots, Reducible(account, side));
        long left = Match(new NaiveOrder(0, account, side, limit, lots, OrderFlags.ReduceOnly), out _, out _);
        ClipReduceOnly();
        return lots - left;
    }

    public long PositionOf(int account) => _positions.GetValueOrDefault(account);

    public List<DepthLevel> Depth(Side side) =>
        [.. _sides[side].Select(level => new DepthLevel(level.Key, level.Value.Sum(order => order.Lots), level.Value.Count))];

    private static bool Crosses(NaiveOrder taker, long price) => taker.Side == Side.Buy ? price <= taker.Price : price >= taker.Price;

    private static bool IsOwn(NaiveOrder taker, NaiveOrder maker) =>
        maker.Account == taker.Account
        || (taker.Instructions.SelfTradeGroup != 0 && taker.Instructions.SelfTradeGroup == maker.Instructions.SelfTradeGroup);

    private NaiveOrderBook Copy()
    {
        var copy = new NaiveOrderBook { _positions = new Dictionary<int, long>(_positions) };
        foreach (NaiveOrder order in Orders)
        {
            copy.Level(order.Side, order.Price).Add(order);
        }

        return copy;
    }

    // A millisecond passes, and what is due by then happens first: by time, expiries before timers, then by number.
    private void Begin()
    {
        NowMs++;
        while (true)
        {
            NaiveOrder? expiring = Orders.Where(order => order.ExpiresMs != 0 && order.ExpiresMs <= NowMs)
                .OrderBy(order => order.ExpiresMs).ThenBy(order => order.Number).FirstOrDefault();
            KeyValuePair<int, long> timer = _timers.Where(each => each.Value <= NowMs).OrderBy(each => each.Value).FirstOrDefault();
            if (expiring is not null && (timer.Key == 0 || expiring.ExpiresMs <= timer.Value))
            {
                Remove(expiring, CancelReason.Expired);
            }
            else if (timer.Key != 0)
            {
                _timers.Remove(timer.Key);
                RemoveMany(timer.Key, CancelReason.TimerRanOut, _ => true);
            }
            else
            {
                return;
            }
        }
    }

    private ResultCode Check(NaiveOrder order, TimeInForce force, bool isQuantityNew, NaiveOrder? replaced)
    {
        MarketParameters rules = TwinRules.Parameters;
        if (isQuantityNew && order.Quantity > rules.MaximumLots)
        {
            return ResultCode.QuantityTooLarge;
        }

        if (order.Price != 0 && Math.Abs(order.Price - TwinRules.Mark) > TwinRules.Band)
        {
            return ResultCode.PriceOutOfBand;
        }

        if (order.ExpiresMs != 0 && order.ExpiresMs <= NowMs)
        {
            return ResultCode.ExpiryPassed;
        }

        List<NaiveOrder> own = [.. Orders.Where(resting => resting.Account == order.Account && resting != replaced)];
        bool rests = force is TimeInForce.GoodTillCancelled or TimeInForce.GoodTillDate;
        if (rests && own.Count >= rules.MaximumOpenOrders)
        {
            return ResultCode.TooManyOpenOrders;
        }

        if (order.IsReduceOnly)
        {
            return Reducible(order.Account, order.Side) > 0 ? ResultCode.Ok : ResultCode.NothingToReduce;
        }

        long open = own.Where(resting => resting.Side == order.Side && !resting.IsReduceOnly).Sum(resting => resting.Whole);
        long held = order.Side == Side.Buy ? PositionOf(order.Account) : -PositionOf(order.Account);
        return held + open + order.Lots > rules.MaximumPositionLots ? ResultCode.PositionLimit : ResultCode.Ok;
    }

    // An order that passed the checks meets the book; one that replaces another leaves its place first.
    private ResultCode Enter(NaiveOrder order, TimeInForce force, NaiveOrder? replaced)
    {
        if (order.NeverTakes && Best(order.Side.Opposite()) is { } best && Crosses(order, best.Price))
        {
            long behind = order.Side == Side.Buy ? best.Price - 1 : best.Price + 1;
            if (!order.Flags.HasFlag(OrderFlags.PostOnlySlide) || Math.Abs(behind - TwinRules.Mark) > TwinRules.Band)
            {
                return ResultCode.WouldTake;
            }

            order = order with { Price = behind };
        }

        if (force == TimeInForce.FillOrKill && Copy().Match(order, out _, out long lost) + lost > 0)
        {
            return ResultCode.CannotFillWhole;
        }

        if (replaced is not null)
        {
            Drop(replaced);
            _events.Add(MatchingEvent.Amend(order.Number, order.Price, order.Lots, keepsPlace: false));
        }

        long left = Match(order, out CancelReason stopped, out long decremented);
        bool mayRest = stopped is CancelReason.NoLiquidity && force is TimeInForce.GoodTillCancelled or TimeInForce.GoodTillDate;
        long room = order.IsReduceOnly ? Math.Max(0, Reducible(order.Account, order.Side) - ReduceOnlyLots(order.Account)) : left;
        long resting = mayRest && stopped == CancelReason.NoLiquidity ? Math.Min(left, room) : 0;
        if (resting > 0)
        {
            Level(order.Side, order.Price).Add(order.Showing(resting) with { Arrival = ++_arrivals });
            _events.Add(MatchingEvent.Rest(order.Number, order.Price, resting));
            return ResultCode.Ok;
        }

        bool isUntouched = left == order.Lots && decremented == 0 && stopped == CancelReason.NoLiquidity;
        return isUntouched && !mayRest ? ResultCode.NoLiquidity : ResultCode.Ok;
    }

    // Gives the lots left.
    private long Match(NaiveOrder taker, out CancelReason stopped, out long decremented)
    {
        long left = taker.Lots;
        stopped = CancelReason.NoLiquidity;
        decremented = 0;
        while (left > 0 && Best(taker.Side.Opposite()) is { } maker && Crosses(taker, maker.Price))
        {
            if (IsOwn(taker, maker))
            {
                long lost = MeetOwn(taker.Instructions.SelfTrade, maker, left);
                left -= lost;
                decremented += lost;
                if (taker.Instructions.SelfTrade is SelfTradePolicy.CancelTaker or SelfTradePolicy.CancelBoth)
                {
                    stopped = CancelReason.SelfTrade;
                    return left;
                }

                continue;
            }

            if (maker.IsReduceOnly && Reducible(maker.Account, maker.Side) == 0)
            {
                Remove(maker, CancelReason.NothingToReduce);
                continue;
            }

            long lots = Math.Min(left, maker.Lots);
            lots = maker.IsReduceOnly ? Math.Min(lots, Reducible(maker.Account, maker.Side)) : lots;
            lots = taker.IsReduceOnly ? Math.Min(lots, Reducible(taker.Account, taker.Side)) : lots;
            if (lots == 0)
            {
                stopped = CancelReason.NothingToReduce;
                break;
            }

            Trade(maker, taker, lots);
            left -= lots;
        }

        return left;
    }

    // Lots that both lost.
    private long MeetOwn(SelfTradePolicy policy, NaiveOrder maker, long left)
    {
        if (policy == SelfTradePolicy.Decrement)
        {
            long lots = Math.Min(left, maker.Whole);
            Reduce(maker, lots, CancelReason.SelfTrade);
            return lots;
        }

        if (policy != SelfTradePolicy.CancelTaker)
        {
            Remove(maker, CancelReason.SelfTrade);
        }

        return 0;
    }

    private void Trade(NaiveOrder maker, NaiveOrder taker, long lots)
    {
        _events.Add(MatchingEvent.Trade(maker.Number, taker.Number, maker.Price, lots));
        long signed = taker.Side == Side.Buy ? lots : -lots;
        _positions[taker.Account] = PositionOf(taker.Account) + signed;
        _positions[maker.Account] = PositionOf(maker.Account) - signed;
        NaiveOrder rest = maker with { Lots = maker.Lots - lots };
        Change(maker, rest);
        NoteOverfull(taker.Account);
        NoteOverfull(maker.Account);
        if (rest.Whole == 0)
        {
            Drop(rest);
        }
        else if (rest.IsReduceOnly && Reducible(maker.Account, maker.Side) == 0)
        {
            Remove(rest, CancelReason.NothingToReduce);
        }
        else if (rest.Lots == 0)
        {
            NaiveOrder shown = rest.Showing(rest.Hidden) with { Arrival = ++_arrivals };
            Drop(rest);
            Level(shown.Side, shown.Price).Add(shown);
            _events.Add(MatchingEvent.Refill(shown.Number, shown.Lots));
        }
    }

    private long ReduceOnlyLots(int account) =>
        Orders.Where(order => order.Account == account && order.IsReduceOnly).Sum(order => order.Whole);

    private void NoteOverfull(int account)
    {
        Side closing = PositionOf(account) > 0 ? Side.Sell : Side.Buy;
        bool isWrong = Orders.Any(order => order.Account == account && order.IsReduceOnly && order.Side != closing);
        if ((isWrong || ReduceOnlyLots(account) > Math.Abs(PositionOf(account))) && !_overfull.Contains(account))
        {
            _overfull.Add(account);
        }
    }

    // The newest reduce-only orders of an account lose what its position no longer holds.
    private void ClipReduceOnly()
    {
        foreach (int account in _overfull)
        {
            List<NaiveOrder> orders = [.. Orders.Where(order => order.Account == account && order.IsReduceOnly)];
            long excess = orders.Where(order => Reducible(account, order.Side) > 0).Sum(order => order.Whole)
                - Math.Abs(PositionOf(account));
            foreach (NaiveOrder order in orders.OrderByDescending(order => order.Arrival))
            {
                if (Reducible(account, order.Side) == 0)
                {
                    Remove(order, CancelReason.NothingToReduce);
                }
                else if (excess > 0)
                {
                    long lots = Math.Min(excess, order.Whole);
                    Reduce(order, lots, CancelReason.ExceedsPosition);
                    excess -= lots;
                }
            }
        }

        _overfull.Clear();
    }

    private void Reduce(NaiveOrder order, long lots, CancelReason reason)
    {
        if (lots == order.Whole)
        {
            Remove(order, reason);
            return;
        }

        Change(order, order.Less(lots));
        _events.Add(MatchingEvent.Cancel(order.Number, lots, reason));
    }

    private long Reducible(int account, Side side) => Math.Max(0, side == Side.Sell ? PositionOf(account) : -PositionOf(account));

    private NaiveOrder? Best(Side side) => _sides[side].Values.FirstOrDefault()?[0];

    private NaiveOrder? Find(int account, int number) =>
        Orders.SingleOrDefault(resting => resting.Number == number && resting.Account == account);

    private List<NaiveOrder> Level(Side side, long price)
    {
        if (!_sides[side].TryGetValue(price, out List<NaiveOrder>? level))
        {
            level = [];
            _sides[side].Add(price, level);
        }

        return level;
    }

    private void RemoveMany(int account, CancelReason reason, Func<NaiveOrder, bool> isMeant)
    {
        List<NaiveOrder> meant = [.. Orders.Where(order => order.Account == account && isMeant(order)).OrderBy(order => order.Arrival)];
        foreach (NaiveOrder order in meant)
        {
            Remove(order, reason);
        }
    }

    private void Remove(NaiveOrder order, CancelReason reason)
    {
        _events.Add(MatchingEvent.Cancel(order.Number, order.Whole, reason));
        Drop(order);
    }

    private void Change(NaiveOrder order, NaiveOrder changed)
    {
        List<NaiveOrder> level = Level(order.Side, order.Price);
        level[level.FindIndex(each => each.Number == order.Number)] = changed;
    }

    private void Drop(NaiveOrder order)
    {
        List<NaiveOrder> level = Level(order.Side, order.Price);
        level.RemoveAll(each => each.Number == order.Number);
        if (level.Count == 0)
        {
            _sides[order.Side].Remove(order.Price);
        }
    }
}
