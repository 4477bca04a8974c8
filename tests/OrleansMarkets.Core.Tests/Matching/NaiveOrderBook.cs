using OrleansMarkets.Core.Clearing;
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

    private Dictionary<int, long> _positions = [];
    private List<MatchingEvent> _events = [];
    private int _submitted;

    private IEnumerable<NaiveOrder> Orders => _sides.Values.SelectMany(side => side.Values).SelectMany(level => level);

    public List<MatchingEvent> TakeEvents()
    {
        List<MatchingEvent> taken = _events;
        _events = [];
        return taken;
    }

    public ResultCode Submit(int account, Side side, long price, long lots, TimeInForce force, OrderFlags flags)
    {
        var order = new NaiveOrder(++_submitted, account, side, price, lots, flags);
        ResultCode code = Check(order, price, force);
        if (code != ResultCode.Ok)
        {
            return code;
        }

        if (price == 0)
        {
            order = order with { Price = TwinRules.Mark + (side == Side.Buy ? TwinRules.Band : -TwinRules.Band) };
        }

        if (flags.HasFlag(OrderFlags.PostOnly) && Best(Opposite(side)) is { } best && Crosses(order, best.Price))
        {
            return ResultCode.WouldTake;
        }

        if (force == TimeInForce.FillOrKill && Copy().Match(order, out _) > 0)
        {
            return ResultCode.CannotFillWhole;
        }

        long left = Match(order, out CancelReason stopped);
        bool mayRest = stopped == CancelReason.NoLiquidity && !(order.IsReduceOnly && Reducible(account, side) == 0);
        if (left > 0 && force == TimeInForce.GoodTillCancelled && mayRest)
        {
            Level(side, order.Price).Add(order with { Lots = left });
            _events.Add(MatchingEvent.Rest(order.Number, order.Price, left));
            return ResultCode.Ok;
        }

        return left == lots && stopped == CancelReason.NoLiquidity && mayRest ? ResultCode.NoLiquidity : ResultCode.Ok;
    }

    public ResultCode Cancel(int account, int order)
    {
        NaiveOrder? found = Orders.SingleOrDefault(resting => resting.Number == order && resting.Account == account);
        if (found is null)
        {
            return ResultCode.OrderNotFound;
        }

        Remove(found, CancelReason.Requested);
        return ResultCode.Ok;
    }

    public void Touch(int account, TouchCancel cancel)
    {
        foreach (NaiveOrder order in Orders.Where(order => order.Account == account).OrderBy(order => order.Number).ToList())
        {
            if (cancel == TouchCancel.All || (cancel == TouchCancel.Opening && !order.IsReduceOnly))
            {
                Remove(order, CancelReason.Touched);
            }
        }
    }

    public long Liquidate(int account, Side side, long lots, long limit)
    {
        lots = Math.Min(lots, Reducible(account, side));
        return lots - Match(new NaiveOrder(0, account, side, limit, lots, OrderFlags.ReduceOnly), out _);
    }

    public long PositionOf(int account) => _positions.GetValueOrDefault(account);

    public List<DepthLevel> Depth(Side side) =>
        [.. _sides[side].Select(level => new DepthLevel(level.Key, level.Value.Sum(order => order.Lots), level.Value.Count))];

    private static Side Opposite(Side side) => side == Side.Buy ? Side.Sell : Side.Buy;

    private static bool Crosses(NaiveOrder taker, long price) => taker.Side == Side.Buy ? price <= taker.Price : price >= taker.Price;

    private NaiveOrderBook Copy()
    {
        var copy = new NaiveOrderBook { _positions = new Dictionary<int, long>(_positions) };
        foreach (NaiveOrder order in Orders)
        {
            copy.Level(order.Side, order.Price).Add(order);
        }

        return copy;
    }

    private ResultCode Check(NaiveOrder order, long price, TimeInForce force)
    {
        if (order.Lots > TwinRules.Parameters.MaximumLots)
        {
            return ResultCode.QuantityTooLarge;
        }

        if (price != 0 && Math.Abs(price - TwinRules.Mark) > TwinRules.Band)
        {
            return ResultCode.PriceOutOfBand;
        }

        List<NaiveOrder> own = [.. Orders.Where(resting => resting.Account == order.Account)];
        if (force == TimeInForce.GoodTillCancelled && own.Count >= TwinRules.Parameters.MaximumOpenOrders)
        {
            return ResultCode.TooManyOpenOrders;
        }

        if (order.IsReduceOnly)
        {
            return Reducible(order.Account, order.Side) > 0 ? ResultCode.Ok : ResultCode.NothingToReduce;
        }

        long open = own.Where(resting => resting.Side == order.Side && !resting.IsReduceOnly).Sum(resting => resting.Lots);
        long held = order.Side == Side.Buy ? PositionOf(order.Account) : -PositionOf(order.Account);
        return held + open + order.Lots > TwinRules.Parameters.MaximumPositionLots ? ResultCode.PositionLimit : ResultCode.Ok;
    }

    // Gives the lots left.
    private long Match(NaiveOrder taker, out CancelReason stopped)
    {
        long left = taker.Lots;
        stopped = CancelReason.NoLiquidity;
        while (left > 0 && Best(Opposite(taker.Side)) is { } maker && Crosses(taker, maker.Price))
        {
            if (maker.Account == taker.Account)
            {
                Remove(maker, CancelReason.SelfTrade);
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

    private void Trade(NaiveOrder maker, NaiveOrder taker, long lots)
    {
        _events.Add(MatchingEvent.Trade(maker.Number, taker.Number, maker.Price, lots));
        long signed = taker.Side == Side.Buy ? lots : -lots;
        _positions[taker.Account] = PositionOf(taker.Account) + signed;
        _positions[maker.Account] = PositionOf(maker.Account) - signed;
        NaiveOrder rest = maker with { Lots = maker.Lots - lots };
        List<NaiveOrder> level = Level(maker.Side, maker.Price);
        level[0] = rest;
        if (rest.Lots == 0)
        {
            Drop(rest);
        }
        else if (rest.IsReduceOnly && Reducible(maker.Account, maker.Side) == 0)
        {
            Remove(rest, CancelReason.NothingToReduce);
        }
    }

    private long Reducible(int account, Side side) => Math.Max(0, side == Side.Sell ? PositionOf(account) : -PositionOf(account));

    private NaiveOrder? Best(Side side) => _sides[side].Values.FirstOrDefault()?[0];

    private List<NaiveOrder> Level(Side side, long price)
    {
        if (!_sides[side].TryGetValue(price, out List<NaiveOrder>? level))
        {
            level = [];
            _sides[side].Add(price, level);
        }

        return level;
    }

    private void Remove(NaiveOrder order, CancelReason reason)
    {
        _events.Add(MatchingEvent.Cancel(order.Number, order.Lots, reason));
        Drop(order);
    }

    private void Drop(NaiveOrder order)
    {
        List<NaiveOrder> level = Level(order.Side, order.Price);
        level.Remove(order);
        if (level.Count == 0)
        {
            _sides[order.Side].Remove(order.Price);
        }
    }
}
