using System.Collections.Immutable;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Funding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.MarketData.Analytics;
using OrleansMarkets.MarketData.Books;
using OrleansMarkets.MarketData.Candles;
using OrleansMarkets.MarketData.Images;

namespace OrleansMarkets.MarketData.Replicas;

/// <summary>
/// The state of a replica and the functions that change it, one per event. They assign and add like those of the engine, and read the
/// command only for what a submit asked for. Not safe for use from several threads.
/// </summary>
/// <param name="symbol">The market.</param>
/// <param name="limits">What is kept.</param>
internal sealed partial class ReplicaState(string symbol, ReplicaLimits limits)
{
    private readonly DepthFold _bids = new(Side.Buy);
    private readonly DepthFold _asks = new(Side.Sell);
    private readonly PriceWindow _window = new();
    private readonly Dictionary<long, OrderEntry> _open = [];
    private readonly Dictionary<long, AccountFold> _accounts = [];
    private readonly BoundedHistories<OrderImage> _final = new(limits.FinalOrdersPerAccount, limits.FinalOrders);
    private readonly CandleBoard _candles = new(limits.Candles);
    private readonly MarkoutFold _markouts = new(limits.PendingMarkouts, limits.MarkoutAccounts);
    private readonly BoundedHistories<Execution> _executions = new(limits.ExecutionsPerAccount, limits.Executions);
    private ToxicityFold _toxicity = new(1, limits.ToxicityBuckets);
    private RecordHeader _header;
    private long _entries;
    private OrderEntry? _deciding;
    private MarketPhase _phase;
    private long _markUnits;
    private long _indexUnits;
    private long _indexPublishedNs;
    private IndexRejectReason _indexReason;
    private long _openInterestLots;
    private long _premiumPpmSum;
    private int _samples;
    private long _lastRatePpm;
    private long _chargedMarkUnits;
    private long _nextFundingNs = long.MaxValue;

    public string Symbol => symbol;

    public long Sequence { get; private set; }

    public long TimeNs { get; private set; }

    public long LastPriceUnits { get; private set; }

    /// <summary>What is fixed for the market's life; null before the first record.</summary>
    public MarketSpec? Spec { get; private set; }

    /// <summary>The present parameters; null before the first record.</summary>
    public MarketParameters? Parameters { get; private set; }

    public ChangeSet Changes { get; } = new();

    public Tape<PublicTrade> Trades { get; } = new(limits.Trades);

    public Tape<FundingSettlement> FundingSettlements { get; } = new(limits.FundingSettlements);

    /// <summary>Number of open orders, those that only wait among them.</summary>
    public int OpenOrders => _open.Count;

    /// <summary>Number of final orders kept.</summary>
    public int FinalOrders => _final.Count;

    /// <summary>Number of executions kept.</summary>
    public int Executions => _executions.Count;

    /// <summary>Folds the next record.</summary>
    /// <exception cref="CorruptRecordException">The bytes are no record, or not the next one.</exception>
    public void Apply(ReadOnlySpan<byte> bytes)
    {
        if (Sequence == 0)
        {
            Begin(MarketGenesis.Read(bytes));
            return;
        }

        var record = new MarketRecord(bytes);
        _header = record.Header;
        if (_header.Sequence != Sequence + 1 || _header.TimeNs <= TimeNs)
        {
            throw new CorruptRecordException($"{symbol}: record {_header.Sequence} does not follow record {Sequence}.");
        }

        if (_markouts.IsDueBefore(_header.TimeNs))
        {
            _markouts.Measure(_header.TimeNs, DoubledReferenceUnits(), Spec!.QuantaPerUnitLot);
        }

        _deciding = _header.Command == CommandKind.Submit ? new OrderEntry(symbol, record.ReadSubmit(), _header) : null;
        for (int index = 0; record.NextEvent() is { } kind; index++)
        {
            Apply(ref record, kind, index);
        }

        Sequence = _header.Sequence;
        TimeNs = _header.TimeNs;
    }

    public DepthLevel LevelAt(Side side, long priceUnits) => SideOf(side).At(priceUnits);

    public DepthImage ReadDepth(int levels) => new(symbol, Sequence, TimeNs, _bids.Top(levels), _asks.Top(levels));

    public OrdersImage ReadOrders()
    {
        ILookup<Side, PublicOrder> orders = _open.Values
            .Where(order => order.ShownLots > 0)
            .Select(order => order.Public())
            .ToLookup(order => order.Side);
        return new OrdersImage(symbol, Sequence, TimeNs, InQueue(orders, Side.Buy), InQueue(orders, Side.Sell));
    }

    public ImmutableArray<Candle> ReadCandles(in CandleQuery query) => _candles.Read(query, TimeNs);

    public Toxicity ReadToxicity() => _toxicity.Read();

    public ImmutableArray<Markout> ReadMarkouts(long account) => _markouts.Read(account);

    public AccountFold? Find(long account) => _accounts.GetValueOrDefault(account);

    public AccountTotals TotalsOf(long account) => Find(account)?.Totals ?? default(AccountTotals) with { Account = account };

    public MarketStatus ReadStatus() => new(
        _phase,
        _markUnits,
        _indexUnits,
        _indexUnits > 0 && _indexReason == IndexRejectReason.None,
        _indexPublishedNs,
        _openInterestLots,
        EstimateRatePpm(),
        _lastRatePpm,
        _nextFundingNs == long.MaxValue ? 0 : _nextFundingNs,
        Indication);

    public Ticker ReadTicker(long nowNs)
    {
        PriceWindow.DaySummary day = _window.Read(Math.Max(nowNs, TimeNs));
        DepthLevel bid = _bids.Best;
        DepthLevel ask = _asks.Best;
        return new Ticker(
            symbol,
            Sequence,
            TimeNs,
            LastPriceUnits,
            bid.PriceUnits,
            bid.Lots,
            ask.PriceUnits,
            ask.Lots,
            day.HighUnits,
            day.LowUnits,
            day.VolumeLots,
            day.TurnoverQuanta,
            day.DayAgoUnits,
            day.HourAgoUnits,
            ReadStatus());
    }

    private static ImmutableArray<PublicOrder> InQueue(ILookup<Side, PublicOrder> orders, Side side) =>
        [.. orders[side].Order(new OrderQueue(side))];

    private void Begin(MarketGenesis genesis)
    {
        if (genesis.Spec.Symbol != symbol)
        {
            throw new CorruptRecordException($"The log of {genesis.Spec.Symbol} is not that of {symbol}.");
        }

        Spec = genesis.Spec;
        Parameters = genesis.Parameters;
        _toxicity = new ToxicityFold(
            Math.Max(1, genesis.Parameters.MaximumLots / limits.ToxicityBucketsOfLargestOrder), limits.ToxicityBuckets);
        _phase = genesis.Phase;
        _nextFundingNs = genesis.NextFundingNs;
        Sequence = MarketEngine.GenesisSequence;
        TimeNs = genesis.CreatedNs;
        Changes.Status();
    }

    private void Apply(ref MarketRecord record, EventKind kind, int index)
    {
        switch (kind)
        {
            case EventKind.Trade: Apply(record.ReadTrade(), index); break;
            case EventKind.AuctionTrade: Apply(record.ReadAuctionTrade().Trade, index, ExecutionKind.Trade, isAuction: true); break;
            case EventKind.OrderRested: Apply(record.ReadOrderRested()); break;
            case EventKind.OrderCancelled: Apply(record.ReadOrderCancelled()); break;
            case EventKind.ResultStored: Apply(record.ReadResultStored()); break;
            case EventKind.FundingPaid: Apply(record.ReadFundingPaid(), index); break;
            case EventKind.PremiumSampled: Apply(record.ReadPremiumSampled()); break;
            case EventKind.FundingSettled: Apply(record.ReadFundingSettled()); break;
            case EventKind.IndexUpdated: Apply(record.ReadIndexUpdated()); break;
            case EventKind.PhaseChanged: Apply(record.ReadPhaseChanged()); break;
            case EventKind.ParametersChanged: Apply(record.ReadParametersChanged()); break;
            case EventKind.LiquidationFee: Apply(record.ReadLiquidationFee(), index); break;
            case EventKind.AuctionCalled: Apply(record.ReadAuctionCalled()); break;
            case EventKind.AuctionIndicated: Apply(record.ReadAuctionIndicated()); break;
            case EventKind.AuctionPriced: Apply(record.ReadAuctionPriced()); break;
            case EventKind.AuctionEnded: EndAuction(); break;
            case EventKind.OrderWaiting: Apply(record.ReadOrderWaiting()); break;
            case EventKind.WaitingReduced: Apply(record.ReadWaitingReduced()); break;
            case EventKind.OrderTriggered: Apply(record.ReadOrderTriggered()); break;
            case EventKind.OrderWorked: Apply(record.ReadOrderWorked()); break;
            case EventKind.TriggerSet: Apply(record.ReadTriggerSet()); break;
            case EventKind.WaitingAmended: Apply(record.ReadWaitingAmended()); break;
            case EventKind.PegMoved: Apply(record.ReadPegMoved()); break;
            case EventKind.OrderRefilled: Apply(record.ReadOrderRefilled()); break;
            case EventKind.OrderAmended: Apply(record.ReadOrderAmended()); break;
            default: break;
        }
    }

    private void Apply(in TradeEvent e, int index)
    {
        ExecutionKind kind = _header.Command switch
        {
            CommandKind.Liquidate when TakerOf(e.TakerOrderId) is null => ExecutionKind.Liquidation,
            CommandKind.Deleverage when TakerOf(e.TakerOrderId) is null => ExecutionKind.Deleveraging,
            _ => ExecutionKind.Trade,
        };
        Apply(e, index, kind, isAuction: false);
    }

    private void Apply(in TradeEvent e, int index, ExecutionKind kind, bool isAuction)
    {
        var trade = new PublicTrade(
            new ExecutionId(_header.Sequence, index), _header.TimeNs, e.TakerSide, e.PriceUnits, e.Lots, e.NotionalQuanta, kind);
        Trades.Add(trade);
        Changes.Trade(trade);
        if (kind != ExecutionKind.Deleveraging)
        {
            NoteMarketTrade(e, isAuction);
        }

        OrderEntry? maker = e.MakerOrderId == 0 ? null : Resting(e.MakerOrderId);
        maker?.Fill(_header, e.Lots, e.NotionalQuanta, e.MakerFeeQuanta);
        OrderEntry? taker = isAuction ? Resting(e.TakerOrderId) : TakerOf(e.TakerOrderId);
        taker?.Fill(_header, e.Lots, e.NotionalQuanta, e.TakerFeeQuanta);

        // A liquidation is no trade of its own for the order that it met; both sides of a deleveraging were closed.
        ExecutionKind makerKind = kind == ExecutionKind.Liquidation ? ExecutionKind.Trade : kind;
        Trade(
            trade,
            kind,
            e.TakerAccount,
            taker,
            e.TakerOrderId,
            e.TakerSide,
            e.TakerFeeQuanta,
            e.TakerRealisedQuanta,
            e.TakerCostDeltaQuanta);
        Trade(
            trade,
            makerKind,
            e.MakerAccount,
            maker,
            e.MakerOrderId,
            e.TakerSide.Opposite(),
            e.MakerFeeQuanta,
            e.MakerRealisedQuanta,
            e.MakerCostDeltaQuanta);
        if (maker is not null)
        {
            Leave(maker, e.Lots, OrderChangeKind.Filled);
        }

        if (isAuction)
        {
            Leave(taker!, e.Lots, OrderChangeKind.Filled);
        }
    }

    // What nobody made by trading is on the tape, but no price of the market.
    private void NoteMarketTrade(in TradeEvent e, bool isAuction)
    {
        _window.Add(_header.TimeNs, e.PriceUnits, e.Lots, e.NotionalQuanta);
        _candles.Trade(_header.TimeNs, e.PriceUnits, e.Lots, e.NotionalQuanta);
        LastPriceUnits = e.PriceUnits;
        if (!isAuction)
        {
            _toxicity.Add(e.TakerSide, e.Lots);
        }
    }

    private void Trade(
        in PublicTrade trade,
        ExecutionKind kind,
        long account,
        OrderEntry? order,
        long orderId,
        Side side,
        long feeQuanta,
        long realisedQuanta,
        long costDeltaQuanta)
    {
        AccountFold fold = FindOrAdd(account);
        long before = fold.Totals.SizeLots;
        long closed = fold.Trade(side == Side.Buy ? trade.Lots : -trade.Lots, costDeltaQuanta, realisedQuanta, feeQuanta);
        bool isMaker = side != trade.TakerSide && order is not null;
        if (kind == ExecutionKind.Trade)
        {
            _markouts.Add(new MarkoutFill(trade.TimeNs, account, isMaker, side, trade.PriceUnits, trade.Lots, trade.NotionalQuanta));
        }

        bool isSpot = Spec!.Kind == MarketKind.Spot;
        _openInterestLots += isSpot ? 0 : Math.Max(0, fold.Totals.SizeLots) - Math.Max(0, before);
        Keep(fold, new Execution(
            symbol,
            account,
            trade.Id,
            kind,
            orderId,
            order?.ClientOrderId ?? string.Empty,
            order?.Type ?? OrderType.Market,
            order?.PriceUnits ?? 0,
            order?.QuantityLots ?? 0,
            order?.LeavesLots ?? 0,
            side,
            trade.PriceUnits,
            trade.Lots,
            trade.NotionalQuanta,
            feeQuanta,
            isMaker,
            realisedQuanta,
            isSpot ? 0 : closed,
            trade.TimeNs));
    }

    private void Apply(in OrderRestedEvent e)
    {
        OrderEntry order = TakerOf(e.OrderId) ?? throw new CorruptRecordException($"{symbol}: order {e.OrderId} rests without a submit.");
        order.Rest(e, ++_entries);
        if (_open.TryAdd(e.OrderId, order))
        {
            FindOrAdd(e.Account).Open.Add(e.OrderId, order);
        }

        AddToLevel(e.Side, e.PriceUnits, order.ShownLots, 1);
        Changes.Book(OrderChangeKind.Added, order);
    }

    private void Apply(in OrderCancelledEvent e)
    {
        OrderEntry order = Resting(e.OrderId);
        long shown = order.ShownLots;
        order.Cancel(_header, e);
        Leave(order, shown - order.ShownLots, order.RestingLots == 0 ? OrderChangeKind.Removed : OrderChangeKind.Reduced);
    }

    private void Apply(in ResultStoredEvent e)
    {
        if (_deciding is not { } order || order.Account != e.Account || order.CommandId != e.Id)
        {
            EndAmendment(e.Result);
            return;
        }

        order.Decide(e.Result);
        Changes.Order(order);
        if (order.RestingLots == 0 && order.WaitingLots == 0)
        {
            _final.Add(FindOrAdd(e.Account).Final, order.Image());
        }
    }

    private void Apply(in FundingPaidEvent e, int index)
    {
        if (e.AmountQuanta == 0)
        {
            return;
        }

        AccountFold fold = FindOrAdd(e.Account);
        fold.Fund(e.AmountQuanta);
        long size = fold.Totals.SizeLots;
        Side side = size < 0 ? Side.Sell : Side.Buy;
        Keep(fold, Payment(e.Account, index, ExecutionKind.Funding, side, _chargedMarkUnits, Math.Abs(size), -e.AmountQuanta));
    }

    private void Apply(in LiquidationFeeEvent e, int index)
    {
        AccountFold fold = FindOrAdd(e.Account);
        fold.Charge(e.FeeQuanta);
        Side side = fold.Executions.Items.LastOrDefault()?.Side ?? Side.Sell;
        Keep(fold, Payment(e.Account, index, ExecutionKind.LiquidationFee, side, 0, 0, e.FeeQuanta));
    }

    private void Apply(in PremiumSampledEvent e)
    {
        if (e.IsValid)
        {
            _premiumPpmSum += e.PremiumPpm;
            _samples++;
            Changes.Status();
        }
    }

    private void Apply(in FundingSettledEvent e)
    {
        _nextFundingNs = e.NextBoundaryNs;
        _lastRatePpm = e.RatePpm;
        _chargedMarkUnits = e.MarkUnits;
        _premiumPpmSum = 0;
        _samples = 0;
        FundingSettlements.Add(new FundingSettlement(e.BoundaryNs, e.RatePpm, e.MarkUnits, e.ZeroReason));
        Changes.Status();
    }

    private void Apply(in IndexUpdatedEvent e)
    {
        _indexReason = e.Reason;
        if (e.Reason == IndexRejectReason.None)
        {
            _indexUnits = e.IndexUnits;
            _markUnits = e.MarkUnits;
            _indexPublishedNs = e.PublishTimeNs;
            _candles.Prices(_header.TimeNs, e.MarkUnits, e.IndexUnits);
        }

        Changes.Status();
    }

    private void Apply(in PhaseChangedEvent e)
    {
        _phase = e.Phase;
        Changes.Status();
    }

    private void Apply(in ParametersChangedEvent e)
    {
        Parameters = e.Parameters;
        _nextFundingNs = e.NextFundingNs;
        Changes.Status();
    }

    // Lots of a resting order are gone from its level; with the last of them the order is final.
    private void Leave(OrderEntry order, long lots, OrderChangeKind kind)
    {
        bool isDone = order.RestingLots == 0;
        if (lots > 0)
        {
            Changes.Book(kind, order);
        }

        AddToLevel(order.Side, order.PriceUnits, -lots, isDone ? -1 : 0);
        Changes.Order(order);
        if (isDone)
        {
            Close(order);
        }
    }

    private void Close(OrderEntry order)
    {
        AccountFold owner = FindOrAdd(order.Account);
        _open.Remove(order.OrderId);
        owner.Open.Remove(order.OrderId);
        _final.Add(owner.Final, order.Image());
    }

    private Execution Payment(
        long account, int index, ExecutionKind kind, Side side, long priceUnits, long lots, long feeQuanta) => new(
            symbol,
            account,
            new ExecutionId(_header.Sequence, index),
            kind,
            0,
            string.Empty,
            OrderType.Market,
            0,
            0,
            0,
            side,
            priceUnits,
            lots,
            0,
            feeQuanta,
            false,
            0,
            0,
            _header.TimeNs);

    private void Keep(AccountFold fold, Execution execution)
    {
        _executions.Add(fold.Executions, execution);
        Changes.Execution(execution);
    }

    private void AddToLevel(Side side, long priceUnits, long lots, int orders)
    {
        SideOf(side).Add(priceUnits, lots, orders);
        Changes.Level(side, priceUnits);
    }

    private long? DoubledReferenceUnits()
    {
        long bid = _bids.Best.PriceUnits;
        long ask = _asks.Best.PriceUnits;
        return bid > 0 && ask > 0 ? bid + ask
            : _markUnits > 0 ? 2 * _markUnits
            : null;
    }

    private long EstimateRatePpm() => Parameters?.Funding is { } rules && _samples > 0
        ? FundingRate.Compute(rules with { MinimumSamples = 1 }, _premiumPpmSum, _samples)
        : _lastRatePpm;

    private DepthFold SideOf(Side side) => side == Side.Buy ? _bids : _asks;

    private OrderEntry Resting(long orderId) =>
        _open.GetValueOrDefault(orderId) ?? throw new CorruptRecordException($"{symbol}: order {orderId} does not rest.");

    private AccountFold FindOrAdd(long account)
    {
        if (!_accounts.TryGetValue(account, out AccountFold? fold))
        {
            fold = new AccountFold(account);
            _accounts.Add(account, fold);
        }

        return fold;
    }
}
