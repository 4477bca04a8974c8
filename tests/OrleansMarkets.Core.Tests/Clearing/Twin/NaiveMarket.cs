using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing.Twin;

/// <summary>
/// A market with every type of order in every phase, written as plainly as possible: lists that are searched whole, every time. The
/// engine must do the same, event for event. It has no limits of a step, no delays, no fees and no funding.
/// </summary>
internal sealed partial class NaiveMarket
{
    private const long Ppm = 1_000_000;

    private readonly MarketParameters _rules;
    private readonly NaivePegs<NaiveMarketOrder> _pegs;

    // In the order in which they came to their place.
    private List<NaiveMarketOrder> _resting = [];

    // In the order in which they were placed.
    private List<NaiveMarketOrder> _waiting = [];
    private Dictionary<int, long> _positions = [];
    private readonly Dictionary<int, NaiveGroup> _groups = [];
    private readonly List<NaiveGroup> _changed = [];
    private readonly SortedDictionary<(int Account, CancelTimerKind Kind), long> _timers = [];
    private readonly List<int> _overfull = [];
    private readonly long[] _present = new long[3];
    private readonly (long Low, long High)[] _fires = new (long, long)[3];
    private readonly (long Low, long High)[] _moves = new (long, long)[3];
    private readonly List<string> _events = [];
    private int _submitted;
    private int _step;

    public NaiveMarket(MarketParameters rules)
    {
        _rules = rules;
        _pegs = new NaivePegs<NaiveMarketOrder>(() => _resting, () => _present[(int)TriggerPrice.Mark], MovePeg);
    }

    /// <summary>Book time of the step that comes next.</summary>
    public long NowNs { get; set; }

    /// <summary>All orders that rest or wait.</summary>
    public IReadOnlyList<NaiveMarketOrder> Alive => [.. _resting, .. _waiting];

    public List<string> TakeEvents()
    {
        List<string> taken = [.. _events];
        _events.Clear();
        return taken;
    }

    public long PositionOf(int account) => _positions.GetValueOrDefault(account);

    /// <summary>What a side shows at a price.</summary>
    public long ShownAt(Side side, long price) =>
        _resting.Where(order => order.Side == side && order.Price == price).Sum(order => order.Shown);

    public NaiveResult Submit(NaiveOrderRequest request)
    {
        int number = ++_submitted;
        Begin();
        long lots = request.Closes && !request.Waits ? Reducible(request.Account, request.Side) : request.Lots;
        lots = request.Closes && request.Waits ? MarketLimits.ClosePositionLots : lots;
        NaiveMarketOrder order = Order(request, number, lots);
        ResultCode code = CheckTerms(order, request.Closes ? 0 : lots, request.IsChild);
        code = code == ResultCode.Ok ? CheckRow(order, request.Waits, request.IsChild, replaced: null) : code;
        code = code == ResultCode.Ok ? CheckGroup(request) : code;
        NaiveResult result = code == ResultCode.Ok ? Enter(order, request) : new NaiveResult(code);
        End();
        return result;
    }

    public void Index(long index, long mark)
    {
        Begin();
        See(TriggerPrice.Index, index);
        See(TriggerPrice.Mark, mark);
        End();
    }

    /// <summary>Closes at once what the book takes, also while orders are collected; gives the lots, or null if nothing may trade.</summary>
    public long? Liquidate(int account, Side side, long lots, long limit)
    {
        Begin();
        if (!IsTrading)
        {
            End();
            return null;
        }

        lots = Math.Min(lots, Reducible(account, side));
        var request = new NaiveOrderRequest(
            account, side, limit, 0, lots, TimeInForce.ImmediateOrCancel, OrderFlags.ReduceOnly, new OrderInstructions(), LinkKind.None, 0);
        NaiveMarketOrder order = Order(request, 0, lots);
        MatchInside(order, limit, out _);
        End();
        return lots - order.Lots;
    }

    private static NaiveMarketOrder Order(NaiveOrderRequest request, int number, long lots) => new()
    {
        Number = number,
        Account = request.Account,
        Side = request.Side,
        Force = request.Force,
        Flags = request.Flags,
        Price = request.Price,
        Worst = request.Worst,
        Lots = lots,
        Quantity = lots,
        Armed = lots,
        Instructions = request.Instructions,
        PegWorst = request.Price,
        Trigger = request.Instructions.Trigger.PriceUnits,
        IsExclusive = request.Link is LinkKind.OneCancelsOther or LinkKind.OneTriggersOneCancelsOther,
    };

    private void MovePeg(NaiveMarketOrder order, long price)
    {
        order.Price = price;
        _resting.Remove(order);
        _resting.Add(order);
        _events.Add($"move {order.Number} {price}");
    }

    private void Begin()
    {
        _step++;
        ApplyDue();
        Continue();
        FollowPegs();
    }

    // While an auction is called the best prices are limits of those who want to trade, and no pegged order follows them.
    private void FollowPegs()
    {
        if (IsTrading && !_isPending)
        {
            _pegs.Follow();
        }
    }

    // A timer that was set to a time that has come runs out in the next step, before which no peg moves; so is an auction held.
    private void End()
    {
        Continue();
        ClipReduceOnly();
        while (_changed.Count > 0)
        {
            NaiveGroup group = _changed[0];
            _changed.RemoveAt(0);
            FollowParent(group);
        }

        if (!_timers.Values.Any(at => at <= NowNs) && AuctionNs > NowNs)
        {
            FollowPegs();
        }

        Settle();
    }

    private ResultCode CheckTerms(NaiveMarketOrder order, long lots, bool isChild, bool isEntered = false)
    {
        if (!IsAdmitted(order.IsReduceOnly))
        {
            return ResultCode.MarketNotOpen;
        }

        if (lots > _rules.MaximumLots)
        {
            return ResultCode.QuantityTooLarge;
        }

        ResultCode code = order.HasTrigger && !isEntered ? CheckTrigger(order, isChild)
            : order.Price != 0 && !IsInBand(order.Price) ? ResultCode.PriceOutOfBand
            : ResultCode.Ok;
        bool isPassed = order.Instructions.ExpiresNs != 0 && order.Instructions.ExpiresNs <= NowNs;
        return code == ResultCode.Ok && isPassed ? ResultCode.ExpiryPassed : code;
    }

    private ResultCode CheckTrigger(NaiveMarketOrder order, bool isChild)
    {
        TriggerTerms terms = order.Terms;
        long present = _present[(int)terms.Source];
        if (terms.Kind == TriggerKind.TrailingStop)
        {
            return !isChild && terms.ActivationUnits == 0 && present == 0 ? ResultCode.StalePrice : ResultCode.Ok;
        }

        if (order.Price != 0 && Math.Abs(order.Price - terms.PriceUnits) > terms.PriceUnits * _rules.PriceBandPpm / Ppm)
        {
            return ResultCode.PriceOutOfBand;
        }

        bool isReached = !isChild && present > 0 && (order.Rises ? present >= terms.PriceUnits : present <= terms.PriceUnits);
        return isReached ? ResultCode.TriggerAlreadyReached : ResultCode.Ok;
    }

    private ResultCode CheckRow(NaiveMarketOrder order, bool waits, bool isChild, NaiveMarketOrder? replaced)
    {
        List<NaiveMarketOrder> own = [.. _resting.Concat(_waiting).Where(each => each.Account == order.Account && each != replaced)];
        if ((order.MayRest || waits || IsCollecting) && own.Count >= _rules.MaximumOpenOrders)
        {
            return ResultCode.TooManyOpenOrders;
        }

        if (order.IsReduceOnly)
        {
            return isChild || Reducible(order.Account, order.Side) > 0 ? ResultCode.Ok : ResultCode.NothingToReduce;
        }

        long open = own.Where(each => each.Side == order.Side && !each.IsReduceOnly).Sum(each => each.Lots);
        long held = order.Side == Side.Buy ? PositionOf(order.Account) : -PositionOf(order.Account);
        return held + open + order.Lots > _rules.MaximumPositionLots ? ResultCode.PositionLimit : ResultCode.Ok;
    }

    private bool IsInBand(long price) => Math.Abs(price - _present[1]) <= _present[1] * _rules.PriceBandPpm / Ppm;

    private NaiveResult Enter(NaiveMarketOrder order, NaiveOrderRequest request)
    {
        if (request.Waits)
        {
            long placed = order.Lots;
            Join(order, request);
            Wait(order);
            return CutOf(order, placed);
        }

        if (order.Peg.Reference != PegReference.None)
        {
            return EnterPeg(order, request);
        }

        long limit = LimitOf(order);
        ResultCode code = CheckBook(order, ref limit);
        if (code != ResultCode.Ok)
        {
            return new NaiveResult(code);
        }

        Join(order, request);
        NaiveResult result = Work(order, limit);
        Filled(order, result);
        EndTaker(order);
        return result;
    }

    private NaiveResult EnterPeg(NaiveMarketOrder order, NaiveOrderRequest request)
    {
        long price = _pegs.PriceOf(order);
        if (price == 0)
        {
            return new NaiveResult(ResultCode.PegUnavailable);
        }

        long resting = Room(order, out CancelReason cut);
        long gone = order.Lots - resting;
        if (resting == 0)
        {
            return new NaiveResult(ResultCode.Ok, Cancelled: gone, Reason: cut);
        }

        Join(order, request);
        order.Lots = resting;
        Rest(order, price);
        _pegs.Add(order);
        return new NaiveResult(ResultCode.Ok, Resting: resting, Cancelled: gone, Reason: cut);
    }
}
