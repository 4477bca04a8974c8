using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Clearing.Twin;

namespace OrleansMarkets.Core.Tests.Matching.Auctions;

/// <summary>
/// Phases, auctions, batches, interruptions and delays written as plainly as possible: one list of orders in the order of their entry, and
/// an auction tries every price. The index is always fresh and the mark never moves.
/// </summary>
internal sealed class NaiveAuctionMarket
{
    private readonly AuctionParameters _rules;
    private readonly long _mark;
    private readonly long _bandUnits;
    private readonly NaivePegs<NaiveAuctionOrder> _pegs;
    private readonly List<NaiveAuctionOrder> _book = [];
    private readonly List<NaiveAuctionOrder> _delayed = [];
    private readonly Dictionary<int, long> _positions = [];
    private readonly List<int> _overfull = [];
    private List<MatchingEvent> _events = [];
    private long _nowNs;
    private long _last;
    private int _untraded;
    private bool _isPending;
    private long _dueNs;
    private MarketPhase _after;

    public NaiveAuctionMarket(AuctionParameters rules, long mark, long bandUnits)
    {
        (_rules, _mark, _bandUnits) = (rules, mark, bandUnits);
        _pegs = new NaivePegs<NaiveAuctionOrder>(() => _book, () => mark, MovePeg);
    }

    public MarketPhase Phase { get; private set; } = MarketPhase.Open;

    private bool IsTrading => Phase is MarketPhase.Open or MarketPhase.ReduceOnly;

    private bool IsCall => Phase is MarketPhase.PreOpen or MarketPhase.Interrupted or MarketPhase.Closing;

    private bool IsBatched => _rules.BatchWindowNs > 0 && IsTrading;

    private bool IsCollecting => _isPending || IsCall || IsBatched;

    private bool IsCrossed => Best(Side.Buy) is { } bid && Best(Side.Sell) is { } ask && bid.Price >= ask.Price;

    private bool IsDelayedDue => IsTrading && _delayed.Count > 0 && _delayed[0].DueNs <= _nowNs;

    private bool IsAuctionDue => _isPending && _dueNs <= _nowNs && (IsTrading || IsCall);

    private long Reference => _last != 0 ? _last : _mark;

    public List<MatchingEvent> TakeEvents()
    {
        List<MatchingEvent> taken = _events;
        _events = [];
        return taken;
    }

    public long PositionOf(int account) => _positions.GetValueOrDefault(account);

    public long LotsAt(Side side, long price) => _book.Where(order => order.Side == side && order.Price == price).Sum(order => order.Lots);

    /// <summary>Applies what is due until a time.</summary>
    public void Advance(long nowNs)
    {
        _nowNs = nowNs;
        while (IsDelayedDue || IsAuctionDue)
        {
            if (IsDelayedDue)
            {
                NaiveAuctionOrder order = _delayed[0];
                _delayed.RemoveAt(0);
                Release(order);
            }
            else
            {
                Hold();
            }
        }

        FollowPegs();
    }

    /// <summary>Ends a step: the newest reduce-only orders lose what the position no longer holds.</summary>
    public void EndStep()
    {
        foreach (int account in _overfull)
        {
            List<NaiveAuctionOrder> orders = _book.FindAll(order => order.Account == account && order.IsReduceOnly);
            long excess = orders.Where(order => Reducible(order) > 0).Sum(order => order.Lots) - Math.Abs(PositionOf(account));
            foreach (NaiveAuctionOrder order in Enumerable.Reverse(orders))
            {
                long lots = Reducible(order) == 0 ? order.Lots : Math.Clamp(excess, 0, order.Lots);
                if (lots > 0)
                {
                    CancelReason reason = Reducible(order) == 0 ? CancelReason.NothingToReduce : CancelReason.ExceedsPosition;
                    _events.Add(MatchingEvent.Cancel(order.Number, lots, reason));
                    order.Lots -= lots;
                    excess -= reason == CancelReason.ExceedsPosition ? lots : 0;
                }
            }
        }

        _overfull.Clear();
        RemoveGone();
        if (!IsDelayedDue && !IsAuctionDue)
        {
            FollowPegs();
        }
    }

    public void SetPhase(MarketPhase phase)
    {
        bool opens = phase is MarketPhase.Open or MarketPhase.ReduceOnly;
        if (opens && _isPending && !IsBatched)
        {
            (_dueNs, _after) = (_nowNs, phase);
            Change(IsCall ? Phase : MarketPhase.PreOpen);
            return;
        }

        switch (phase)
        {
            case MarketPhase.PreOpen: Call(phase, DueAfter(_rules.PreOpenNs), MarketPhase.Open); break;
            case MarketPhase.Closing: Call(phase, DueAfter(_rules.ClosingNs), MarketPhase.Halted); break;
            case MarketPhase.Interrupted:
                Call(phase, DueAfter(_rules.InterruptionNs), Phase == MarketPhase.ReduceOnly ? Phase : MarketPhase.Open);
                break;
            default: Change(phase); break;
        }
    }

    public ResultCode Submit(NaiveAuctionOrder order)
    {
        MarketPhase phase = IsCall ? _after : Phase;
        bool isReduction = phase == MarketPhase.ReduceOnly && order.IsReduceOnly;
        if (phase != MarketPhase.Open && !isReduction && Phase != MarketPhase.Closing)
        {
            return ResultCode.MarketNotOpen;
        }

        if (order.IsReduceOnly && Reducible(order) == 0)
        {
            return ResultCode.NothingToReduce;
        }

        if (order.Peg.Reference != PegReference.None)
        {
            return EnterPeg(order);
        }

        if (!IsCollecting && _rules.TakerDelayNs > 0 && !order.IsPostOnly && Meets(order))
        {
            order.DueNs = _nowNs + _rules.TakerDelayNs;
            _delayed.Add(order);
            return ResultCode.Ok;
        }

        ResultCode code = Check(order);
        return code == ResultCode.Ok ? Work(order) : code;
    }

    /// <summary>Closes at once what the book takes, whether orders are collected or not.</summary>
    public ResultCode Liquidate(NaiveAuctionOrder order)
    {
        if (!IsTrading)
        {
            return ResultCode.MarketNotOpen;
        }

        order.Lots = Math.Min(order.Lots, Reducible(order));
        if (Match(order) == CancelReason.Interrupted)
        {
            Call(MarketPhase.Interrupted, DueAfter(_rules.InterruptionNs), Phase);
        }

        return ResultCode.Ok;
    }

    public ResultCode Cancel(int account, int number)
    {
        if (_delayed.RemoveAll(order => order.Number == number && order.Account == account) > 0)
        {
            return ResultCode.Ok;
        }

        NaiveAuctionOrder? found = _book.Find(order => order.Number == number && order.Account == account);
        if (found is null)
        {
            return ResultCode.OrderNotFound;
        }

        Remove(found, CancelReason.Requested);
        return ResultCode.Ok;
    }

    public void CancelAll(int account)
    {
        foreach (NaiveAuctionOrder order in _book.Where(order => order.Account == account).ToList())
        {
            Remove(order, CancelReason.Touched);
        }

        _delayed.RemoveAll(order => order.Account == account);
    }

    // While an auction is called the best prices are limits of those who want to trade, and no pegged order follows them.
    private void FollowPegs()
    {
        if (IsTrading && !_isPending)
        {
            _pegs.Follow();
        }
    }

    private void MovePeg(NaiveAuctionOrder order, long price)
    {
        order.Price = price;
        _book.Remove(order);
        _book.Add(order);
        _events.Add(MatchingEvent.Move(order.Number, price));
    }

    private ResultCode EnterPeg(NaiveAuctionOrder order)
    {
        long price = _pegs.PriceOf(order);
        if (price == 0)
        {
            return ResultCode.PegUnavailable;
        }

        order.Price = price;
        if (Rest(order))
        {
            _pegs.Add(order);
        }

        return ResultCode.Ok;
    }

    private void RemoveGone()
    {
        foreach (NaiveAuctionOrder order in _book.Where(order => order.Lots == 0).ToList())
        {
            _book.Remove(order);
            _pegs.Remove(order);
        }
    }

    private long DueAfter(long ns) => ns == 0 ? long.MaxValue : _nowNs + ns;

    private void Call(MarketPhase phase, long dueNs, MarketPhase after)
    {
        (_isPending, _dueNs, _after) = (true, dueNs, after);
        _untraded += phase == MarketPhase.Interrupted ? 1 : 0;
        Change(phase);
    }

    private void Change(MarketPhase phase)
    {
        if (phase != Phase)
        {
            Phase = phase;
            _events.Add(new MatchingEvent("phase", (int)phase, 0, 0, 0, CancelReason.None));
        }
    }

    private NaiveAuctionOrder? Best(Side side) => side == Side.Buy
        ? _book.Where(order => order.Side == side).MaxBy(order => order.Price)
        : _book.Where(order => order.Side == side).MinBy(order => order.Price);

    private bool Meets(NaiveAuctionOrder order) => Best(order.Side.Opposite()) is { } best && order.Accepts(best.Price);

    private long Reducible(NaiveAuctionOrder order) =>
        Math.Max(0, order.Side == Side.Sell ? PositionOf(order.Account) : -PositionOf(order.Account));

    private ResultCode Check(NaiveAuctionOrder order)
    {
        if (order.IsPostOnly)
        {
            return Meets(order) ? ResultCode.WouldTake : ResultCode.Ok;
        }

        if (order.Force != TimeInForce.FillOrKill)
        {
            return ResultCode.Ok;
        }

        return IsCollecting ? ResultCode.NotInAuction : CanFillWhole(order) ? ResultCode.Ok : ResultCode.CannotFillWhole;
    }

    private bool CanFillWhole(NaiveAuctionOrder order)
    {
        var copy = new NaiveAuctionMarket(_rules, _mark, _bandUnits) { _last = _last, _untraded = _untraded };
        copy._book.AddRange(_book.Select(other => Clone(other)));
        foreach ((int account, long lots) in _positions)
        {
            copy._positions[account] = lots;
        }

        NaiveAuctionOrder clone = Clone(order);
        copy.Match(clone);
        return clone.Lots == 0;
    }

    private static NaiveAuctionOrder Clone(NaiveAuctionOrder order) => new()
    {
        Number = order.Number,
        Account = order.Account,
        Side = order.Side,
        Price = order.Price,
        Lots = order.Lots,
        Force = order.Force,
        Flags = order.Flags,
    };

    // What was delayed says nothing more to its owner than what it trades.
    private void Release(NaiveAuctionOrder order)
    {
        bool isRefused = (order.IsReduceOnly && Reducible(order) == 0) || (Phase == MarketPhase.ReduceOnly && !order.IsReduceOnly);
        if (!isRefused && Check(order) == ResultCode.Ok)
        {
            Work(order);
        }
    }

    private ResultCode Work(NaiveAuctionOrder order)
    {
        if (IsCollecting)
        {
            Rest(order);
            return ResultCode.Ok;
        }

        long asked = order.Lots;
        CancelReason stopped = order.IsPostOnly ? CancelReason.None : Match(order);
        if (stopped == CancelReason.Interrupted)
        {
            Call(MarketPhase.Interrupted, DueAfter(_rules.InterruptionNs), Phase);
        }

        if (order.Lots > 0 && order.Force == TimeInForce.GoodTillCancelled && stopped != CancelReason.NothingToReduce)
        {
            Rest(order);
            return ResultCode.Ok;
        }

        return order.Lots == asked && stopped == CancelReason.NoLiquidity ? ResultCode.NoLiquidity : ResultCode.Ok;
    }

    // Reduce-only orders together close no more than the position.
    private bool Rest(NaiveAuctionOrder order)
    {
        order.Lots = order.IsReduceOnly
            ? Math.Min(order.Lots, Math.Max(0, Reducible(order) - ReduceOnlyLots(order.Account)))
            : order.Lots;
        if (order.Lots == 0)
        {
            return false;
        }

        _book.Add(order);
        _events.Add(MatchingEvent.Rest(order.Number, order.Price, order.Lots));
        bool isImmediate = order.Force != TimeInForce.GoodTillCancelled;
        if (IsBatched && !_isPending && (IsCrossed || isImmediate))
        {
            (_isPending, _after) = (true, Phase);
            _dueNs = ((_nowNs / _rules.BatchWindowNs) + 1) * _rules.BatchWindowNs;
        }

        return true;
    }

    private CancelReason Match(NaiveAuctionOrder taker)
    {
        (long low, long high) = Band();
        while (taker.Lots > 0)
        {
            if (Best(taker.Side.Opposite()) is not { } maker || !taker.Accepts(maker.Price))
            {
                return CancelReason.NoLiquidity;
            }

            if (maker.Price < low || maker.Price > high)
            {
                return CancelReason.Interrupted;
            }

            if (maker.Account == taker.Account)
            {
                Remove(maker, CancelReason.SelfTrade);
            }
            else if (Tradable(maker) == 0)
            {
                Remove(maker, CancelReason.NothingToReduce);
            }
            else if (Tradable(taker) == 0)
            {
                return CancelReason.NothingToReduce;
            }
            else
            {
                Trade(maker, taker, maker.Price);
            }
        }

        return CancelReason.None;
    }

    private (long Low, long High) Band()
    {
        // Interruptions without a trade: around the _mark, then twice as far each, and no band at all beyond the band of prices.
        long ppm = _untraded <= 1 ? _rules.InterruptionBandPpm : _rules.InterruptionBandPpm << Math.Min(20, _untraded - 1);
        long centre = _untraded == 0 ? Reference : _mark;
        long band = centre * ppm / 1_000_000;
        bool isNone = ppm == 0 || (_untraded > 0 && ppm >= _bandUnits * 1_000_000 / _mark);
        return isNone ? (long.MinValue, long.MaxValue) : (centre - band, centre + band);
    }

    private long Tradable(NaiveAuctionOrder order) => order.IsReduceOnly ? Math.Min(order.Lots, Reducible(order)) : order.Lots;

    private void Trade(NaiveAuctionOrder maker, NaiveAuctionOrder taker, long price)
    {
        long lots = Math.Min(Tradable(maker), Tradable(taker));
        long signed = taker.Side == Side.Buy ? lots : -lots;
        _positions[taker.Account] = PositionOf(taker.Account) + signed;
        _positions[maker.Account] = PositionOf(maker.Account) - signed;
        _events.Add(MatchingEvent.Trade(maker.Number, taker.Number, price, lots));
        _last = price;
        _untraded = 0;
        maker.Lots -= lots;
        taker.Lots -= lots;
        NaiveAuctionOrder[] resting = [.. new[] { maker, taker }.Where(_book.Contains)];
        RemoveGone();
        NoteOverfull(taker.Account);
        NoteOverfull(maker.Account);
        foreach (NaiveAuctionOrder order in resting.Where(order => order.Lots > 0 && Tradable(order) == 0))
        {
            Remove(order, CancelReason.NothingToReduce);
        }
    }

    private long ReduceOnlyLots(int account) =>
        _book.Where(order => order.Account == account && order.IsReduceOnly).Sum(order => order.Lots);

    private void NoteOverfull(int account)
    {
        bool isWrong = _book.Exists(order => order.Account == account && order.IsReduceOnly && Reducible(order) == 0);
        if ((isWrong || ReduceOnlyLots(account) > Math.Abs(PositionOf(account))) && !_overfull.Contains(account))
        {
            _overfull.Add(account);
        }
    }

    private void Hold()
    {
        AuctionPrice price = FindPrice();
        (long low, long high) = Band();
        if (IsTrading && price.VolumeLots > 0 && (price.PriceUnits < low || price.PriceUnits > high))
        {
            Call(MarketPhase.Interrupted, DueAfter(_rules.InterruptionNs), Phase);
            return;
        }

        while (IsCrossed)
        {
            TradeAt(FindPrice().PriceUnits);
        }

        foreach (NaiveAuctionOrder order in _book.Where(order => order.Force != TimeInForce.GoodTillCancelled).ToList())
        {
            Remove(order, CancelReason.AuctionEnded);
        }

        _isPending = false;
        if (IsCall)
        {
            Change(_after);
        }
    }

    private AuctionPrice FindPrice()
    {
        List<AuctionOrder> orders =
            [.. _book.Select(order => new AuctionOrder(order.Number, order.Side, OrderType.Limit, order.Price, order.Lots))];
        return NaiveCallAuction.Uncross(orders, 1, Reference).Price;
    }

    private void TradeAt(long price)
    {
        while (Best(Side.Buy) is { } buy && buy.Price >= price && Best(Side.Sell) is { } sell && sell.Price <= price)
        {
            bool isBuyOlder = _book.IndexOf(buy) < _book.IndexOf(sell);
            (NaiveAuctionOrder maker, NaiveAuctionOrder taker) = isBuyOlder ? (buy, sell) : (sell, buy);
            if (maker.Account == taker.Account)
            {
                Remove(maker, CancelReason.SelfTrade);
            }
            else if (Tradable(maker) == 0 || Tradable(taker) == 0)
            {
                Remove(Tradable(maker) == 0 ? maker : taker, CancelReason.NothingToReduce);
            }
            else
            {
                Trade(maker, taker, price);
            }
        }
    }

    private void Remove(NaiveAuctionOrder order, CancelReason reason)
    {
        _book.Remove(order);
        _pegs.Remove(order);
        _events.Add(MatchingEvent.Cancel(order.Number, order.Lots, reason));
    }

    /// <summary>The bound of a market order.</summary>
    public long Bound(Side side) => side == Side.Buy ? _mark + _bandUnits : _mark - _bandUnits;
}
