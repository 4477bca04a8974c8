using System.Numerics;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Simulation.Checks;

namespace OrleansMarkets.Simulation.Evidence;

/// <summary>
/// One market's log read by somebody who trusts nothing: positions, cash and the book are added up from the events alone, and every event
/// is held against the rules. The production engine folds and re-runs the same records beside it.
/// </summary>
internal sealed class MarketTrail(MarketDefinition definition, Violations violations)
{
    private const int FundingScaleBits = 20;

    private readonly Dictionary<long, NaiveRow> _rows = [];
    private readonly Dictionary<long, NaiveOrder> _book = [];
    private readonly HashSet<long> _everRested = [];
    private readonly Dictionary<long, TakerTrail> _takers = [];
    private readonly Dictionary<(long Account, CommandId Id), List<ResultStoredEvent>> _results = [];
    private readonly Dictionary<long, CallStamp> _stamps = [];
    private readonly HashSet<long> _marks = [];
    private PhaseTrail? _phases;
    private long _indexPublishedNs;
    private bool _indexAccepted;
    private long _nextFundingNs;
    private long _fundingIndex;
    private long _epoch;
    private bool _isAuctionPending;
    private long _auctionUnits;

    public string Symbol => definition.Symbol;

    public MarketDefinition Definition => definition;

    /// <summary>Whether orders may be collected, so that an immediate one rests until the auction.</summary>
    public bool HoldsAuctions { get; private set; }

    public MarketCounts Counts { get; } = new();

    public IReadOnlyDictionary<long, NaiveRow> Rows => _rows;

    public IReadOnlyCollection<NaiveOrder> Book => _book.Values;

    public IReadOnlyDictionary<long, TakerTrail> Takers => _takers;

    public IReadOnlyDictionary<(long Account, CommandId Id), List<ResultStoredEvent>> Results => _results;

    /// <summary>Episodes that steps of this market name.</summary>
    public HashSet<(long Account, long Episode)> Episodes { get; } = [];

    /// <summary>What the insurance row received, and when.</summary>
    public List<(long TimeNs, long Quanta)> InsuranceIncome { get; } = [];

    /// <summary>Publish times of the accepted indices.</summary>
    public HashSet<long> AcceptedIndices { get; } = [];

    /// <summary>Lowest and highest mark so far, price units.</summary>
    public (long Lowest, long Highest) Marks { get; private set; } = (long.MaxValue, 0);

    public long FundingIndex => _fundingIndex;

    /// <summary>Begins with the market as it was listed.</summary>
    public void Begin(MarketEngine genesis) => _nextFundingNs = genesis.NextFundingNs;

    /// <summary>Takes the next record.</summary>
    public void Take(MarketRecord record)
    {
        RecordHeader header = record.Header;
        var step = new StepTrail(header)
        {
            Deleverage = header.Command == CommandKind.Deleverage ? Plan(record.ReadDeleverage(), header) : null,
        };
        while (record.NextEvent() is { } kind)
        {
            Take(ref record, kind, step);
        }

        EndStep(step);
    }

    /// <summary>What a row is worth in cash once it is settled.</summary>
    public long SettledCash(long account)
    {
        NaiveRow row = RowOf(account);
        return row.CashQuanta + Payment(row.SizeLots, _fundingIndex - row.FundingIndex);
    }

    private static long Payment(long size, long difference)
    {
        BigInteger scaled = -(BigInteger)size * difference;
        return (long)(scaled >> FundingScaleBits); // an arithmetic shift rounds down
    }

    private DeleverageTrail Plan(in DeleverageCommand command, RecordHeader header)
    {
        var plan = new DeleverageTrail(command, _rows, violations, $"{Symbol} {header.Sequence}");
        plan.CheckRanks(_marks, definition.QuantaPerUnitLot);
        return plan;
    }

    private PhaseTrail Phases => _phases ??= new PhaseTrail(definition.Symbol, Counts, violations);

    private NaiveRow RowOf(long account)
    {
        if (!_rows.TryGetValue(account, out NaiveRow? row))
        {
            row = new NaiveRow { FundingIndex = _fundingIndex };
            _rows.Add(account, row);
        }

        return row;
    }

    private void Take(ref MarketRecord record, EventKind kind, StepTrail step)
    {
        switch (kind)
        {
            case EventKind.Trade: Trade(record.ReadTrade(), step); break;
            case EventKind.AuctionTrade: Trade(record.ReadAuctionTrade(), step); break;
            case EventKind.AuctionCalled: record.ReadAuctionCalled(); _isAuctionPending = HoldsAuctions = true; break;
            case EventKind.AuctionPriced: _auctionUnits = record.ReadAuctionPriced().Price.PriceUnits; break;
            case EventKind.AuctionEnded: _isAuctionPending = false; break;
            case EventKind.OrderRested: Rest(record.ReadOrderRested(), step); break;
            case EventKind.OrderCancelled: Cancel(record.ReadOrderCancelled(), step); break;
            case EventKind.StampRaised: Raise(record.ReadStampRaised(), step); break;
            case EventKind.ResultStored: Store(record.ReadResultStored(), step); break;
            case EventKind.FundingPaid: Pay(record.ReadFundingPaid(), step); break;
            case EventKind.FundingSettled: Fund(record.ReadFundingSettled(), step); break;
            case EventKind.IndexUpdated: Index(record.ReadIndexUpdated()); break;
            case EventKind.EpochRaised: Raise(record.ReadEpochRaised(), step); break;
            case EventKind.LiquidationFee: Fee(record.ReadLiquidationFee(), step); break;
            case EventKind.PhaseChanged: Phases.Change(record.ReadPhaseChanged()); break;
            case EventKind.PhaseOrdered: Phases.Order(record.ReadPhaseOrdered(), step); break;
            case EventKind.Quarantined: Quarantine(record.ReadQuarantined(), step); break;
            case EventKind.EpisodeStep: Step(record.ReadEpisodeStep(), step); break;
        }
    }

    // Both orders rested, and both trade at the auction's price.
    private void Trade(in AuctionTradeEvent auction, StepTrail step)
    {
        TradeEvent trade = auction.Trade;
        Require(_isAuctionPending && trade.PriceUnits == _auctionUnits, "I12", step, $"not at the auction's {_auctionUnits}: {trade}");
        (long makerBefore, long takerBefore) = Move(trade, step);
        FillResting(trade, trade.MakerOrderId, makerBefore, RowOf(trade.MakerAccount).SizeLots, step);
        FillResting(trade, trade.TakerOrderId, takerBefore, RowOf(trade.TakerAccount).SizeLots, step);
        Counts.AuctionTrades++;
    }

    private void Trade(in TradeEvent trade, StepTrail step)
    {
        (long makerBefore, long takerBefore) = Move(trade, step);
        long makerAfter = RowOf(trade.MakerAccount).SizeLots;
        long takerAfter = RowOf(trade.TakerAccount).SizeLots;
        if (trade.MakerOrderId == 0)
        {
            Cross(trade, makerBefore, makerAfter, takerBefore, takerAfter, step);
            return;
        }

        if (!_takers.TryGetValue(trade.TakerOrderId, out TakerTrail? trail))
        {
            trail = new TakerTrail { SizeBefore = takerBefore };
            _takers.Add(trade.TakerOrderId, trail);
        }

        trail.Lots += trade.Lots;
        trail.NotionalQuanta += trade.NotionalQuanta;
        trail.LowestUnits = Math.Min(trail.LowestUnits, trade.PriceUnits);
        trail.HighestUnits = Math.Max(trail.HighestUnits, trade.PriceUnits);
        trail.SizeAfter = takerAfter;
        FillResting(trade, trade.MakerOrderId, makerBefore, makerAfter, step);
    }

    // Sizes and cash of both sides; gives the sizes before.
    private (long Maker, long Taker) Move(in TradeEvent trade, StepTrail step)
    {
        long signed = trade.TakerSide == Side.Buy ? trade.Lots : -trade.Lots;
        Int128 notional = (Int128)trade.PriceUnits * trade.Lots * definition.QuantaPerUnitLot;
        Require(trade.Lots > 0 && notional == trade.NotionalQuanta, "I3", step, $"notional of {trade}");
        Require(trade.MakerAccount != trade.TakerAccount, "I16", step, $"self-trade {trade}");
        NaiveRow maker = RowOf(trade.MakerAccount);
        NaiveRow taker = RowOf(trade.TakerAccount);
        long makerBefore = maker.SizeLots;
        long takerBefore = taker.SizeLots;
        bool perpetual = definition.Funding is not null;
        Require(
            !perpetual
                || ((makerBefore == 0 || maker.FundingIndex == _fundingIndex) && (takerBefore == 0 || taker.FundingIndex == _fundingIndex)),
            "I5",
            step,
            $"a position changed before its funding was settled: {trade}");
        taker.SizeLots += signed;
        maker.SizeLots -= signed;
        taker.CashQuanta += (trade.TakerSide == Side.Buy ? -trade.NotionalQuanta : trade.NotionalQuanta) - trade.TakerFeeQuanta;
        maker.CashQuanta += (trade.TakerSide == Side.Buy ? trade.NotionalQuanta : -trade.NotionalQuanta) - trade.MakerFeeQuanta;
        RowOf(WellKnownAccounts.Fees).CashQuanta += trade.MakerFeeQuanta + trade.TakerFeeQuanta;
        Counts.Trades++;
        return (makerBefore, takerBefore);
    }

    // Auto-deleveraging: both sides must come closer to zero, and nobody passes it.
    private void Cross(in TradeEvent trade, long makerBefore, long makerAfter, long takerBefore, long takerAfter, StepTrail step)
    {
        Require(Reduces(makerBefore, makerAfter) && Reduces(takerBefore, takerAfter), "I7", step, $"grows or turns: {trade}");
        Require(trade.MakerFeeQuanta == 0 && trade.TakerFeeQuanta == 0, "I7", step, $"a fee: {trade}");
        Require(step.Deleverage is not null, "I7", step, $"nobody asked: {trade}");
        step.Deleverage?.Take(trade);
    }

    private void FillResting(in TradeEvent trade, long orderId, long before, long after, StepTrail step)
    {
        if (!_book.TryGetValue(orderId, out NaiveOrder? order))
        {
            violations.Add(
                "I17",
                $"{Symbol} {step.Header.Sequence}: order {orderId} trades but does not rest (ever: {_everRested.Contains(orderId)})");
            return;
        }

        bool isFirst = _book.Values.All(other => other == order || other.Side != order.Side || order.IsAheadOf(other));
        Require(isFirst, "I12", step, $"order {order.OrderId} trades before a better or earlier one");
        bool isMaker = orderId == trade.MakerOrderId;
        bool isPrice = _isAuctionPending ? order.Accepts(trade.PriceUnits) : order.PriceUnits == trade.PriceUnits;
        bool fits = isPrice
            && order.Account == (isMaker ? trade.MakerAccount : trade.TakerAccount)
            && (order.Side == trade.TakerSide) != isMaker;
        Require(fits && trade.Lots <= order.Lots, "I14", step, $"order {order.OrderId} does not give {trade}");
        Require(
            !order.Flags.HasFlag(OrderFlags.ReduceOnly) || Reduces(before, after), "I14", step, $"reduce-only order {order.OrderId} grew");
        order.Lots -= trade.Lots;
        if (order.Lots == 0)
        {
            _book.Remove(order.OrderId);
        }
    }

    private void Rest(in OrderRestedEvent rested, StepTrail step)
    {
        Require(_everRested.Add(rested.OrderId), "I13", step, $"order {rested.OrderId} rests twice");
        Require(rested.OrderId == step.Header.Sequence, "I13", step, $"order {rested.OrderId} rests in another step");
        bool onGrid = rested.PriceUnits > 0 && rested.PriceUnits % definition.TickUnits == 0
            && rested.OriginalLots % definition.StepLots == 0 && rested.Lots <= rested.OriginalLots && rested.Lots > 0;
        bool inLimits = rested.OriginalLots >= definition.MinimumLots && rested.OriginalLots <= definition.MaximumLots;
        Require(onGrid && inLimits, "I18", step, $"{rested}");
        _book.Add(rested.OrderId, new NaiveOrder(rested, _everRested.Count));
        long account = rested.Account;
        int open = _book.Values.Count(order => order.Account == account);
        Require(open <= definition.MaximumOpenOrders, "I18", step, $"{account} has {open} orders");
        Require(
            rested.ReserveQuanta == _book[rested.OrderId].ReserveQuanta, "I10", step, $"reserve of {rested}");
    }

    private void Cancel(in OrderCancelledEvent cancelled, StepTrail step)
    {
        bool rests = _book.TryGetValue(cancelled.OrderId, out NaiveOrder? order);
        bool fits = rests && cancelled.Lots > 0 && cancelled.Lots <= order!.Lots && order.Account == cancelled.Account;
        Require(fits, "I13", step, $"{cancelled}");
        Counts.Note(cancelled.Reason);
        if (!fits)
        {
            return;
        }

        // A reduce-only order that is cut to the position keeps the rest and its place.
        long before = order!.ReserveQuanta;
        order.Lots -= cancelled.Lots;
        Require(before - order.ReserveQuanta == cancelled.ReserveReleasedQuanta, "I10", step, $"reserve of {cancelled}");
        if (order.Lots == 0)
        {
            _book.Remove(order.OrderId);
        }
    }

    private void Raise(in StampRaisedEvent raised, StepTrail step)
    {
        RowOf(raised.Account);
        bool grows = !_stamps.TryGetValue(raised.Account, out CallStamp last) || raised.Stamp > last;
        Require(grows, "I23", step, $"stamp of {raised.Account} from {last} to {raised.Stamp}");
        _stamps[raised.Account] = raised.Stamp;
    }

    // What a retry of the poison is told from now on; a result that was there before stays.
    private void Quarantine(in QuarantinedEvent poison, StepTrail step)
    {
        Counts.Quarantines++;
        Phases.Quarantine(step);
        if (poison.Account == 0)
        {
            return;
        }

        RowOf(poison.Account);
        if (!_stamps.TryGetValue(poison.Account, out CallStamp last) || poison.Stamp > last)
        {
            _stamps[poison.Account] = poison.Stamp;
        }

        if (poison.Id != CommandId.None)
        {
            var result = new CommandResult(ResultCode.InternalReject, step.Header.Sequence);
            Store(new ResultStoredEvent(poison.Account, poison.Id, poison.BodyHash, poison.KeepUntilNs, result), step);
        }
    }

    private void Raise(in EpochRaisedEvent raised, StepTrail step)
    {
        Phases.TakeOver();
        Require(raised.Epoch > _epoch, "I21", step, $"epoch {raised.Epoch} after {_epoch}");
        _epoch = raised.Epoch;
    }

    private void Store(in ResultStoredEvent stored, StepTrail step)
    {
        if (!_results.TryGetValue((stored.Account, stored.Id), out List<ResultStoredEvent>? known))
        {
            known = [];
            _results.Add((stored.Account, stored.Id), known);
        }

        known.Add(stored);
        Require(stored.Result.Sequence == step.Header.Sequence, "I19", step, $"result {stored} names another step");
    }

    private void Pay(in FundingPaidEvent paid, StepTrail step)
    {
        NaiveRow row = RowOf(paid.Account);
        long expected = Payment(row.SizeLots, paid.FundingIndex - row.FundingIndex);
        Require(
            paid.AmountQuanta == expected && paid.FundingIndex == _fundingIndex,
            "I5",
            step,
            $"{paid}, expected {expected} to {_fundingIndex}");
        row.CashQuanta += paid.AmountQuanta;
        row.FundingIndex = paid.FundingIndex;
        RowOf(WellKnownAccounts.FundingPool).CashQuanta -= paid.AmountQuanta;
        RowOf(WellKnownAccounts.FundingPool).FundingPayments++;
    }

    private void Fund(in FundingSettledEvent funded, StepTrail step)
    {
        Require(
            funded.BoundaryNs == _nextFundingNs
            && funded.NextBoundaryNs == funded.BoundaryNs + definition.Funding!.IntervalNs
            && funded.BoundaryNs <= step.Header.TimeNs,
            "I5",
            step,
            $"{funded}, expected {_nextFundingNs}");
        Require(funded.IndexIncrement == 0 || IsIndexFresh(funded.BoundaryNs), "I30", step, $"{funded} on a stale index");
        Require((funded.ZeroReason == FundingZeroReason.None) || funded.IndexIncrement == 0, "I5", step, $"{funded}");
        _nextFundingNs = funded.NextBoundaryNs;
        _fundingIndex += funded.IndexIncrement;
        step.Fundings++;
        Counts.StaleFundings += funded.ZeroReason == FundingZeroReason.StaleIndex ? 1 : 0;
    }

    private void Index(in IndexUpdatedEvent updated)
    {
        _indexAccepted = updated.Reason == IndexRejectReason.None;
        if (!_indexAccepted)
        {
            Counts.IndexRejections++;
            return;
        }

        _indexPublishedNs = updated.PublishTimeNs;
        AcceptedIndices.Add(updated.PublishTimeNs);
        _marks.Add(updated.MarkUnits);
        Marks = (Math.Min(Marks.Lowest, updated.MarkUnits), Math.Max(Marks.Highest, updated.MarkUnits));
    }

    private void Fee(in LiquidationFeeEvent fee, StepTrail step)
    {
        Require(fee.FeeQuanta > 0 && fee.RewardQuanta >= 0 && fee.RewardQuanta <= fee.FeeQuanta, "I6", step, $"{fee}");
        InsuranceIncome.Add((step.Header.TimeNs, fee.FeeQuanta - fee.RewardQuanta));
        RowOf(fee.Account).CashQuanta -= fee.FeeQuanta;
        RowOf(WellKnownAccounts.Insurance).CashQuanta += fee.FeeQuanta - fee.RewardQuanta;
        if (fee.RewardQuanta != 0)
        {
            RowOf(fee.KeeperAccount).CashQuanta += fee.RewardQuanta;
        }
    }

    private void Step(in EpisodeStepEvent done, StepTrail step)
    {
        Episodes.Add((done.Account, done.Result.Episode));
        Require(IsIndexFresh(step.Header.TimeNs), "I30", step, $"liquidation on a stale index: {done}");
        long left = RowOf(done.Account).SizeLots;
        step.Deleverage?.Finish(done);
        if (done.Result.ClosedLots == 0)
        {
            return;
        }

        bool isDeleverage = step.Deleverage is not null;
        Counts.Deleveragings += isDeleverage ? 1 : 0;
        Counts.PartialLiquidations += !isDeleverage && left != 0 ? 1 : 0;
        Counts.FullLiquidations += !isDeleverage && left == 0 ? 1 : 0;
    }

    private void EndStep(StepTrail step)
    {
        Phases.EndStep(step);
        step.Deleverage?.EndStep();
        Int128 sizes = 0;
        Int128 cash = 0;
        foreach (NaiveRow row in _rows.Values)
        {
            sizes += row.SizeLots;
            cash += row.CashQuanta;
        }

        Require(sizes == 0, "I2", step, $"sizes sum to {sizes}");
        Require(cash == 0, "I1", step, $"cash sums to {cash}");
        Require(RowOf(WellKnownAccounts.Insurance).CashQuanta >= 0, "I6", step, $"the insurance row is negative");
        long bid = 0;
        long ask = long.MaxValue;
        foreach (NaiveOrder order in _book.Values)
        {
            bid = order.Side == Side.Buy ? Math.Max(bid, order.PriceUnits) : bid;
            ask = order.Side == Side.Sell ? Math.Min(ask, order.PriceUnits) : ask;
        }

        Require(bid < ask || _isAuctionPending, "I11", step, $"bid {bid}, ask {ask}");
        Counts.CaughtUpFundings += step.Fundings > 1 ? 1 : 0;
        Counts.Records++;
    }

    private bool IsIndexFresh(long timeNs) => _indexAccepted && timeNs - _indexPublishedNs <= definition.MaximumIndexAgeNs;

    private static bool Reduces(long before, long after) =>
        before > 0 ? after >= 0 && after < before : before < 0 && after <= 0 && after > before;

    private void Require(bool holds, string invariant, StepTrail step, FormattableString words)
    {
        if (!holds)
        {
            violations.Add(invariant, $"{Symbol} {step.Header.Sequence} ({step.Header.Command}): {FormattableString.Invariant(words)}");
        }
    }
}
