using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Matching.Auctions;

namespace OrleansMarkets.Core.Tests.Clearing.Twin;

/// <content>Phases, auctions, batches and interruptions. The index is always fresh; nobody is delayed.</content>
internal sealed partial class NaiveMarket
{
    private bool _isPending;
    private long _dueNs;
    private MarketPhase _after;
    private int _untraded;

    public MarketPhase Phase { get; private set; } = MarketPhase.Open;

    private bool IsTrading => Phase is MarketPhase.Open or MarketPhase.ReduceOnly;

    private bool IsCall => Phase is MarketPhase.PreOpen or MarketPhase.Interrupted or MarketPhase.Closing;

    private bool IsBatched => _rules.Auction is { BatchWindowNs: > 0 } && IsTrading;

    private bool IsCollecting => _isPending || IsCall || IsBatched;

    private bool IsCrossed => Best(Side.Buy) is { } bid && Best(Side.Sell) is { } ask && bid.Price >= ask.Price;

    private long AuctionNs => _isPending && (IsTrading || IsCall) ? _dueNs : long.MaxValue;

    private long AuctionReference => _present[(int)TriggerPrice.Last] is > 0 and { } last ? last : _present[(int)TriggerPrice.Mark];

    public void SetPhase(MarketPhase phase)
    {
        Begin();
        AuctionParameters rules = _rules.Auction ?? new AuctionParameters(0, 0, 0, 0, 0, 0);
        bool opens = phase is MarketPhase.Open or MarketPhase.ReduceOnly;
        if (opens && _isPending && !IsBatched)
        {
            (_dueNs, _after) = (NowNs, phase);
            Change(IsCall ? Phase : MarketPhase.PreOpen);
        }
        else if (phase == MarketPhase.PreOpen)
        {
            Call(phase, rules.PreOpenNs, MarketPhase.Open);
        }
        else if (phase == MarketPhase.Closing)
        {
            Call(phase, rules.ClosingNs, MarketPhase.Halted);
        }
        else if (phase == MarketPhase.Interrupted)
        {
            Call(phase, rules.InterruptionNs, Phase == MarketPhase.ReduceOnly ? Phase : MarketPhase.Open);
        }
        else
        {
            Change(phase);
        }

        End();
    }

    private void Call(MarketPhase phase, long lengthNs, MarketPhase after)
    {
        (_isPending, _dueNs, _after) = (true, lengthNs == 0 ? long.MaxValue : NowNs + lengthNs, after);
        _untraded += phase == MarketPhase.Interrupted ? 1 : 0;
        Change(phase);
    }

    private void Change(MarketPhase phase)
    {
        if (phase != Phase)
        {
            Phase = phase;
            _events.Add($"phase {phase}");
        }
    }

    private bool IsAdmitted(bool isReduceOnly)
    {
        MarketPhase phase = IsCall ? _after : Phase;
        return phase == MarketPhase.Open || (phase == MarketPhase.ReduceOnly && isReduceOnly) || Phase == MarketPhase.Closing;
    }

    // As soon as a batch has something to do, it is due at the end of its window.
    private void CallBatch()
    {
        if (IsBatched && !_isPending && (IsCrossed || _resting.Exists(order => !order.MayRest)))
        {
            long window = _rules.Auction!.BatchWindowNs;
            (_isPending, _dueNs, _after) = (true, ((NowNs / window) + 1) * window, Phase);
        }
    }

    // Around the last trade; after interruptions without a trade around the mark, twice as far each, until the price band is as narrow.
    private (long Low, long High)? Band()
    {
        long ppm = _rules.Auction?.InterruptionBandPpm ?? 0;
        ppm = _untraded <= 1 ? ppm : ppm << Math.Min(20, _untraded - 1);
        if (ppm == 0 || (_untraded > 0 && ppm >= _rules.PriceBandPpm))
        {
            return null;
        }

        long centre = _untraded == 0 ? AuctionReference : _present[(int)TriggerPrice.Mark];
        long distance = centre * ppm / Ppm;
        return (centre - distance, centre + distance);
    }

    // The limit of an order inside the band that there is before it.
    private long Bounded(NaiveMarketOrder order, long limit)
    {
        if (Band() is not { } band)
        {
            return limit;
        }

        bool buys = order.Side == Side.Buy;
        long bounded = buys ? Math.Min(limit, band.High) : Math.Max(limit, band.Low);
        return Best(order.Side.Opposite()) is { } best && (best.Price < band.Low || best.Price > band.High)
            ? (buys ? Math.Min(bounded, best.Price - 1) : Math.Max(bounded, best.Price + 1))
            : bounded;
    }

    // Trades inside the band; what would trade outside of it interrupts the market.
    private CancelReason MatchInside(NaiveMarketOrder order, long limit, out long lost)
    {
        bool hasBand = Band() is not null;
        CancelReason stopped = Match(order, Bounded(order, limit), out lost);
        bool isStopped = hasBand
            && stopped == CancelReason.NoLiquidity
            && Best(order.Side.Opposite()) is { } best
            && (order.Side == Side.Buy ? best.Price <= limit : best.Price >= limit);
        if (isStopped)
        {
            Call(MarketPhase.Interrupted, _rules.Auction!.InterruptionNs, Phase);
        }

        return isStopped ? CancelReason.Interrupted : stopped;
    }

    // Orders whose time has come in the step are gone before the first trade, but the price is found on all that was collected.
    private void Hold()
    {
        AuctionPrice price = FindPrice();
        if (IsTrading && price.VolumeLots > 0 && Band() is { } band && (price.PriceUnits < band.Low || price.PriceUnits > band.High))
        {
            Call(MarketPhase.Interrupted, _rules.Auction!.InterruptionNs, Phase);
            return;
        }

        Note(price);
        while (NextDueNs() <= NowNs)
        {
            EndNextDue();
        }

        TradeAt(price.PriceUnits);
        while (IsCrossed)
        {
            price = FindPrice();
            Note(price);
            TradeAt(price.PriceUnits);
        }

        foreach (NaiveMarketOrder order in _resting.Where(order => !order.MayRest).ToList())
        {
            Take(order, order.Lots, CancelReason.AuctionEnded);
        }

        _isPending = false;
        if (IsCall)
        {
            Change(_after);
        }
    }

    private void Note(AuctionPrice price) => _events.Add($"priced {price.PriceUnits} {price.BuyLots} {price.SellLots}");

    private AuctionPrice FindPrice() => !IsCrossed ? default : NaiveCallAuction.Uncross(
        [.. _resting.Select(order => new AuctionOrder(order.Number, order.Side, OrderType.Limit, order.Price, order.Lots))],
        1,
        AuctionReference).Price;

    private void TradeAt(long price)
    {
        while (price != 0 && Best(Side.Buy) is { } buy && buy.Price >= price && Best(Side.Sell) is { } sell && sell.Price <= price)
        {
            bool isBuyOlder = _resting.IndexOf(buy) < _resting.IndexOf(sell);
            bool buyMakes = buy.NeverTakes == sell.NeverTakes ? isBuyOlder : buy.NeverTakes;
            Cross(buyMakes ? buy : sell, buyMakes ? sell : buy, price);
        }
    }

    private void Cross(NaiveMarketOrder maker, NaiveMarketOrder taker, long price)
    {
        if (IsOwn(taker, maker))
        {
            SelfTradePolicy policy = taker.Instructions.SelfTrade;
            long both = policy == SelfTradePolicy.Decrement ? Math.Min(maker.Lots, taker.Lots) : 0;
            Take(maker, both > 0 ? both : policy == SelfTradePolicy.CancelTaker ? 0 : maker.Lots, CancelReason.SelfTrade);
            Take(taker, both > 0 ? both : policy == SelfTradePolicy.CancelMaker ? 0 : taker.Lots, CancelReason.SelfTrade);
        }
        else if (Tradable(maker) == 0 || Tradable(taker) == 0)
        {
            NaiveMarketOrder spent = Tradable(maker) == 0 ? maker : taker;
            Take(spent, spent.Lots, CancelReason.NothingToReduce);
        }
        else
        {
            CrossAt(maker, taker, price, Math.Min(Tradable(maker), Tradable(taker)));
        }
    }

    private long Tradable(NaiveMarketOrder order) =>
        order.IsReduceOnly ? Math.Min(order.Shown, Reducible(order.Account, order.Side)) : order.Shown;

    private void CrossAt(NaiveMarketOrder maker, NaiveMarketOrder taker, long price, long lots)
    {
        FilledBefore(maker, lots);
        FilledBefore(taker, lots);
        _events.Add($"cross {maker.Number} {taker.Number} {price} {lots}");
        long signed = Settle(maker, taker, price, lots);
        (taker.Lots, taker.Shown) = (taker.Lots - lots, taker.Shown - lots);
        NaiveMarketOrder[] both = [maker, taker];
        foreach (NaiveMarketOrder order in both.Where(order => order.Lots == 0))
        {
            Leave(order);
        }

        NoteOverfull(taker.Account, signed);
        NoteOverfull(maker.Account, -signed);
        EndFill(maker);
        EndFill(taker);
    }
}
