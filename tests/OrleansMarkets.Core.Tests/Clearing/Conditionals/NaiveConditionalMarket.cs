using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing.Conditionals;

/// <summary>
/// Stops, trailing stops, linked and pegged orders written as plainly as possible: lists that are searched whole, every time. The engine
/// must do the same, event for event. It has no limits of a step, no fees and no self-trade groups.
/// </summary>
internal sealed partial class NaiveConditionalMarket(long bandPpm)
{
    private const long Ppm = 1_000_000;

    private readonly List<NaiveWaiting> _resting = [];
    private readonly List<NaiveWaiting> _waiting = [];
    private readonly Dictionary<int, NaiveGroup> _groups = [];
    private readonly List<NaiveGroup> _changed = [];
    private readonly Dictionary<int, long> _positions = [];
    private readonly long[] _present = new long[3];
    private readonly (long Low, long High)[] _fires = new (long, long)[3];
    private readonly (long Low, long High)[] _moves = new (long, long)[3];
    private readonly List<string> _events = [];
    private int _submitted;

    public List<string> TakeEvents()
    {
        List<string> taken = [.. _events];
        _events.Clear();
        return taken;
    }

    public long PositionOf(int account) => _positions.GetValueOrDefault(account);

    public ResultCode Submit(NaiveOrderRequest request)
    {
        int number = ++_submitted;
        Begin();
        ResultCode code = Check(request);
        code = code == ResultCode.Ok ? CheckGroup(request, number) : code;
        if (code == ResultCode.Ok)
        {
            code = Enter(request, number);
        }

        End();
        return code;
    }

    public ResultCode Cancel(int account, int number)
    {
        Begin();
        NaiveWaiting? found = _resting.Concat(_waiting).SingleOrDefault(order => order.Number == number && order.Account == account);
        if (found is not null)
        {
            Take(found, found.Lots, CancelReason.Requested);
        }

        End();
        return found is null ? ResultCode.OrderNotFound : ResultCode.Ok;
    }

    public void Touch(int account)
    {
        Begin();
        foreach (NaiveWaiting order in _resting.Concat(_waiting).Where(order => order.Account == account).ToList())
        {
            Take(order, order.Lots, CancelReason.Touched);
        }

        End();
    }

    public void Index(long index, long mark)
    {
        Begin();
        See(TriggerPrice.Index, index);
        See(TriggerPrice.Mark, mark);
        End();
    }

    private static Side Opposite(Side side) => side == Side.Buy ? Side.Sell : Side.Buy;

    private void Begin()
    {
        Continue();
        FollowPegs();
    }

    private void End()
    {
        Continue();
        while (_changed.Count > 0)
        {
            NaiveGroup group = _changed[0];
            _changed.RemoveAt(0);
            FollowParent(group);
        }

        FollowPegs();
        Settle();
    }

    private ResultCode Check(NaiveOrderRequest request)
    {
        bool isChild = request.Link is LinkKind.OneTriggersOther or LinkKind.OneTriggersOneCancelsOther && request.Group != 0;
        TriggerTerms terms = request.Trigger;
        if (terms.Kind is TriggerKind.Stop or TriggerKind.TakeProfit)
        {
            if (request.Price != 0 && Math.Abs(request.Price - terms.PriceUnits) > terms.PriceUnits * bandPpm / Ppm)
            {
                return ResultCode.PriceOutOfBand;
            }

            bool rises = (terms.Kind == TriggerKind.TakeProfit) == (request.Side == Side.Sell);
            long present = _present[(int)terms.Source];
            if (!isChild && present > 0 && (rises ? present >= terms.PriceUnits : present <= terms.PriceUnits))
            {
                return ResultCode.TriggerAlreadyReached;
            }
        }
        else if (terms.Kind == TriggerKind.TrailingStop)
        {
            if (!isChild && terms.ActivationUnits == 0 && _present[(int)terms.Source] == 0)
            {
                return ResultCode.StalePrice;
            }
        }
        else if (request.Price != 0 && Math.Abs(request.Price - _present[1]) > _present[1] * bandPpm / Ppm)
        {
            return ResultCode.PriceOutOfBand;
        }

        return request.IsReduceOnly && !isChild && Reducible(request.Account, request.Side) == 0
            ? ResultCode.NothingToReduce
            : ResultCode.Ok;
    }

    private ResultCode Enter(NaiveOrderRequest request, int number)
    {
        var order = new NaiveWaiting
        {
            Number = number,
            Account = request.Account,
            Side = request.Side,
            IsImmediate = request.IsImmediate,
            IsReduceOnly = request.IsReduceOnly,
            Price = request.Price,
            Worst = request.Worst,
            Lots = request.Lots,
            Armed = request.Lots,
            Terms = request.Trigger,
            Peg = request.Peg,
            PegWorst = request.Price,
            Trigger = request.Trigger.PriceUnits,
            IsExclusive = request.Link is LinkKind.OneCancelsOther or LinkKind.OneTriggersOneCancelsOther,
        };
        if (request.Peg.Reference != PegReference.None)
        {
            long price = PegPrice(order);
            if (price == 0)
            {
                return ResultCode.PegUnavailable;
            }

            Join(order, request, number);
            order.Price = price;
            Rest(order);
            _pegs[QueueOf(order)].Add(order);
            return ResultCode.Ok;
        }

        Join(order, request, number);
        bool isChild = order.Group is { HasParent: true } && !order.IsParent;
        if (order.HasTrigger || isChild)
        {
            Wait(order, isChild);
            return ResultCode.Ok;
        }

        long filled = Work(order, LimitOf(order), out CancelReason stopped);
        Filled(order, filled);
        bool isNothing = filled == 0 && order.Lots > 0 && !_resting.Contains(order) && stopped == CancelReason.NoLiquidity;
        EndTaker(order);
        return isNothing ? ResultCode.NoLiquidity : ResultCode.Ok;
    }

    // Gives the lots that traded; what is left rests or is gone.
    private long Work(NaiveWaiting taker, long limit, out CancelReason stopped)
    {
        long before = taker.Lots;
        stopped = CancelReason.None;
        while (taker.Lots > 0)
        {
            NaiveWaiting? maker = Best(Opposite(taker.Side));
            if (maker is null || (taker.Side == Side.Buy ? maker.Price > limit : maker.Price < limit))
            {
                stopped = CancelReason.NoLiquidity;
                break;
            }

            if (maker.Account == taker.Account)
            {
                Take(maker, maker.Lots, CancelReason.SelfTrade);
                continue;
            }

            long lots = Math.Min(maker.Lots, taker.Lots);
            lots = taker.IsReduceOnly ? Math.Min(lots, Reducible(taker.Account, taker.Side)) : lots;
            if (lots == 0)
            {
                stopped = CancelReason.NothingToReduce;
                break;
            }

            Trade(maker, taker, lots);
        }

        bool isSpent = taker.IsReduceOnly && Reducible(taker.Account, taker.Side) == 0;
        if (taker.Lots > 0 && !taker.IsImmediate && stopped == CancelReason.NoLiquidity && !isSpent)
        {
            Rest(taker);
        }

        return before - taker.Lots;
    }

    private void Trade(NaiveWaiting maker, NaiveWaiting taker, long lots)
    {
        FilledBefore(maker, lots);
        _events.Add($"trade {maker.Number} {taker.Number} {maker.Price} {lots}");
        long signed = taker.Side == Side.Buy ? lots : -lots;
        _positions[taker.Account] = PositionOf(taker.Account) + signed;
        _positions[maker.Account] = PositionOf(maker.Account) - signed;
        taker.Lots -= lots;
        maker.Lots -= lots;
        See(TriggerPrice.Last, maker.Price);
        if (maker.Lots == 0)
        {
            Leave(maker);
        }
    }

    private void Rest(NaiveWaiting order)
    {
        _resting.Add(order);
        _events.Add($"rest {order.Number} {order.Price} {order.Lots}");
    }

    // Lots are gone without a trade; with the last of them the order is.
    private void Take(NaiveWaiting order, long lots, CancelReason reason)
    {
        _events.Add($"{(_waiting.Contains(order) ? "unwait" : "cancel")} {order.Number} {lots} {reason}");
        order.Lots -= lots;
        order.Armed = Math.Min(order.Armed, order.Lots);
        if (order.Lots == 0)
        {
            Leave(order);
        }
    }

    private void Leave(NaiveWaiting order)
    {
        _resting.Remove(order);
        _waiting.Remove(order);
        foreach (List<NaiveWaiting> queue in _pegs)
        {
            queue.Remove(order);
        }

        LeaveGroup(order);
    }

    private NaiveWaiting? Best(Side side)
    {
        IEnumerable<NaiveWaiting> own = _resting.Where(order => order.Side == side);
        return side == Side.Buy ? own.MaxBy(order => order.Price) : own.MinBy(order => order.Price);
    }

    private long Reducible(int account, Side side) => Math.Max(0, side == Side.Sell ? PositionOf(account) : -PositionOf(account));

    private long LimitOf(NaiveWaiting order)
    {
        if (order.Price != 0)
        {
            return order.Price;
        }

        long center = order.HasTrigger ? order.Trigger : _present[1];
        long band = center * bandPpm / Ppm;
        return order.Side == Side.Buy
            ? Math.Min(center + band, order.Worst == 0 ? long.MaxValue : order.Worst)
            : Math.Max(center - band, Math.Max(1, order.Worst));
    }
}
