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
internal sealed partial class MarketTrail
{
    private const int FundingScaleBits = 20;

    private readonly MarketDefinition _definition;
    private readonly Violations _violations;
    private readonly Dictionary<long, NaiveRow> _rows = [];
    private readonly Dictionary<(long Account, CommandId Id), List<ResultStoredEvent>> _results = [];
    private readonly Dictionary<long, CallStamp> _stamps = [];
    private readonly HashSet<long> _marks = [];
    private readonly PhaseTrail _phases;
    private readonly PriceTrail _prices = new();
    private readonly BandTrail _band;
    private readonly BookTrail _book;
    private readonly LinkTrail _links;
    private readonly WaitingTrail _waiting;
    private readonly OrderTrail _orders;
    private readonly DueTrail _due;
    private readonly MassCancelTrail _massCancels;
    private long _indexPublishedNs;
    private bool _indexAccepted;
    private long _nextFundingNs;
    private long _fundingIndex;
    private long _epoch;
    private bool _isAuctionPending;
    private long _auctionUnits;
    private long _auctionDueNs;

    /// <summary>Begins before the first record.</summary>
    /// <param name="definition">The market.</param>
    /// <param name="violations">Takes what does not hold.</param>
    public MarketTrail(MarketDefinition definition, Violations violations)
    {
        _definition = definition;
        _violations = violations;
        _phases = new PhaseTrail(definition.Symbol, Counts, violations);
        _band = new BandTrail(definition, _prices, Counts);
        _book = new BookTrail(definition, Counts);
        _links = new LinkTrail(LotsOf, Counts);
        _waiting = new WaitingTrail(definition, _prices, _links, Counts);
        _orders = new OrderTrail(_book, _waiting, Counts, definition.PriceBandPpm);
        _due = new DueTrail(_book, _waiting, Counts);
        _massCancels = new MassCancelTrail(_book, _waiting);
    }

    public string Symbol => _definition.Symbol;

    public MarketDefinition Definition => _definition;

    /// <summary>Whether orders may be collected, so that an immediate one rests until the auction.</summary>
    public bool HoldsAuctions { get; private set; }

    public MarketCounts Counts { get; } = new();

    public IReadOnlyDictionary<long, NaiveRow> Rows => _rows;

    public IReadOnlyDictionary<(long Account, CommandId Id), List<ResultStoredEvent>> Results => _results;

    /// <summary>Orders that rest.</summary>
    public IReadOnlyCollection<NaiveOrder> Book => _book.Orders;

    /// <summary>Orders that wait.</summary>
    public IReadOnlyCollection<NaiveWaiting> Waiting => _waiting.Orders;

    /// <summary>What was asked for under an order's id; null if nobody did.</summary>
    public OrderLife? FindOrder(long orderId) => _orders.Find(orderId);

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
        var step = new StepTrail(header, Symbol, _violations)
        {
            Deleverage = header.Command == CommandKind.Deleverage
                ? new DeleverageTrail(record.ReadDeleverage(), _rows, _violations, $"{Symbol} {header.Sequence}")
                : null,
            Submit = header.Command == CommandKind.Submit ? record.ReadSubmit() : null,
            Amendment = header.Command == CommandKind.Amend ? record.ReadAmend() : null,
            MassCancel = header.Command == CommandKind.MassCancel ? record.ReadMassCancel() : null,
        };
        _orders.Begin(step);
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

    private long LotsOf(long orderId) => _book.Find(orderId)?.Lots ?? _waiting.Find(orderId)?.Lots ?? 0;

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
            case EventKind.AuctionCalled: Call(record.ReadAuctionCalled(), step); break;
            case EventKind.AuctionPriced: Price(record.ReadAuctionPriced(), step); break;
            case EventKind.AuctionEnded: _isAuctionPending = false; break;
            case EventKind.StampRaised: Raise(record.ReadStampRaised(), step); break;
            case EventKind.ResultStored: Store(record.ReadResultStored(), step); break;
            case EventKind.FundingPaid: Pay(record.ReadFundingPaid(), step); break;
            case EventKind.FundingSettled: Fund(record.ReadFundingSettled(), step); break;
            case EventKind.IndexUpdated: Index(record.ReadIndexUpdated(), step); break;
            case EventKind.EpochRaised: Raise(record.ReadEpochRaised(), step); break;
            case EventKind.LiquidationFee: Fee(record.ReadLiquidationFee(), step); break;
            case EventKind.PhaseChanged: _phases.Change(record.ReadPhaseChanged()); break;
            case EventKind.PhaseOrdered: _phases.Order(record.ReadPhaseOrdered(), step); break;
            case EventKind.Quarantined: Quarantine(record.ReadQuarantined(), step); break;
            case EventKind.EpisodeStep: Step(record.ReadEpisodeStep(), step); break;
            default: TakeOrder(ref record, kind, step); break;
        }
    }

    private void Price(in AuctionPricedEvent priced, StepTrail step)
    {
        _auctionUnits = priced.Price.PriceUnits;
        step.Require(_isAuctionPending && _auctionDueNs <= step.TimeNs, "I12", $"an auction before its time, {_auctionDueNs}");
        Counts.TimedAuctions += _phases.IsCall && step.Header.Command != CommandKind.SetPhase ? 1 : 0;
    }

    private void Call(in AuctionCalledEvent called, StepTrail step)
    {
        _band.Call(called, step);
        _isAuctionPending = HoldsAuctions = true;
        _auctionDueNs = called.DueNs;
    }

    // Sizes and cash of both sides; gives the sizes before.
    private (long Maker, long Taker) Move(in TradeEvent trade, StepTrail step)
    {
        long signed = trade.TakerSide == Side.Buy ? trade.Lots : -trade.Lots;
        Int128 notional = (Int128)trade.PriceUnits * trade.Lots * _definition.QuantaPerUnitLot;
        step.Require(trade.Lots > 0 && notional == trade.NotionalQuanta, "I3", $"notional of {trade}");
        step.Require(trade.MakerAccount != trade.TakerAccount, "I16", $"self-trade {trade}");
        NaiveRow maker = RowOf(trade.MakerAccount);
        NaiveRow taker = RowOf(trade.TakerAccount);
        long makerBefore = maker.SizeLots;
        long takerBefore = taker.SizeLots;
        bool perpetual = _definition.Funding is not null;
        step.Require(
            !perpetual
                || ((makerBefore == 0 || maker.FundingIndex == _fundingIndex) && (takerBefore == 0 || taker.FundingIndex == _fundingIndex)),
            "I5",
            $"a position changed before its funding was settled: {trade}");
        taker.SizeLots += signed;
        maker.SizeLots -= signed;
        taker.CashQuanta += (trade.TakerSide == Side.Buy ? -trade.NotionalQuanta : trade.NotionalQuanta) - trade.TakerFeeQuanta;
        maker.CashQuanta += (trade.TakerSide == Side.Buy ? trade.NotionalQuanta : -trade.NotionalQuanta) - trade.MakerFeeQuanta;
        RowOf(WellKnownAccounts.Fees).CashQuanta += trade.MakerFeeQuanta + trade.TakerFeeQuanta;
        Counts.Trades++;
        return (makerBefore, takerBefore);
    }

    private void Raise(in StampRaisedEvent raised, StepTrail step)
    {
        NaiveRow row = RowOf(raised.Account);
        if (step.Submit?.Account == raised.Account)
        {
            OrderTrail.Start(row.SizeLots, step);
        }

        // The stamp of a command comes after all that was due before it.
        step.Deleverage?.Begin(_marks, _definition.QuantaPerUnitLot);

        bool grows = !_stamps.TryGetValue(raised.Account, out CallStamp last) || raised.Stamp > last;
        step.Require(grows, "I23", $"stamp of {raised.Account} from {last} to {raised.Stamp}");
        _stamps[raised.Account] = raised.Stamp;
    }

    // What a retry of the poison is told from now on; a result that was there before stays.
    private void Quarantine(in QuarantinedEvent poison, StepTrail step)
    {
        Counts.Quarantines++;
        _phases.Quarantine(step);
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
        _phases.TakeOver();
        step.Require(raised.Epoch > _epoch, "I21", $"epoch {raised.Epoch} after {_epoch}");
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
        _orders.Finish(stored, step);
        _massCancels.Finish(stored, step);
        step.Current = null;
        step.Require(stored.Result.Sequence == step.Header.Sequence, "I19", $"result {stored} names another step");
    }

    private void Pay(in FundingPaidEvent paid, StepTrail step)
    {
        NaiveRow row = RowOf(paid.Account);
        long expected = Payment(row.SizeLots, paid.FundingIndex - row.FundingIndex);
        step.Require(
            paid.AmountQuanta == expected && paid.FundingIndex == _fundingIndex,
            "I5",
            $"{paid}, expected {expected} to {_fundingIndex}");
        row.CashQuanta += paid.AmountQuanta;
        row.FundingIndex = paid.FundingIndex;
        RowOf(WellKnownAccounts.FundingPool).CashQuanta -= paid.AmountQuanta;
        RowOf(WellKnownAccounts.FundingPool).FundingPayments++;
    }

    private void Fund(in FundingSettledEvent funded, StepTrail step)
    {
        step.Require(
            funded.BoundaryNs == _nextFundingNs
            && funded.NextBoundaryNs == funded.BoundaryNs + _definition.Funding!.IntervalNs
            && funded.BoundaryNs <= step.Header.TimeNs,
            "I5",
            $"{funded}, expected {_nextFundingNs}");
        step.Require(funded.IndexIncrement == 0 || IsIndexFresh(funded.BoundaryNs), "I30", $"{funded} on a stale index");
        step.Require((funded.ZeroReason == FundingZeroReason.None) || funded.IndexIncrement == 0, "I5", $"{funded}");
        _nextFundingNs = funded.NextBoundaryNs;
        _fundingIndex += funded.IndexIncrement;
        step.Fundings++;
        Counts.StaleFundings += funded.ZeroReason == FundingZeroReason.StaleIndex ? 1 : 0;
    }

    private void Index(in IndexUpdatedEvent updated, StepTrail step)
    {
        _prices.Take(updated, step.Sequence);
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
        step.Require(fee.FeeQuanta > 0 && fee.RewardQuanta >= 0 && fee.RewardQuanta <= fee.FeeQuanta, "I6", $"{fee}");
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
        step.Require(IsIndexFresh(step.Header.TimeNs), "I30", $"liquidation on a stale index: {done}");
        long left = RowOf(done.Account).SizeLots;
        step.Deleverage?.Finish(done);
        Counts.InterruptedLiquidations += done.Result.Interrupted ? 1 : 0;
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
        _phases.EndStep(step);
        step.Deleverage?.EndStep();
        Int128 sizes = 0;
        Int128 cash = 0;
        foreach (NaiveRow row in _rows.Values)
        {
            sizes += row.SizeLots;
            cash += row.CashQuanta;
        }

        step.Require(sizes == 0, "I2", $"sizes sum to {sizes}");
        step.Require(cash == 0, "I1", $"cash sums to {cash}");
        step.Require(RowOf(WellKnownAccounts.Insurance).CashQuanta >= 0, "I6", $"the insurance row is negative");
        EndOrders(step);
        Counts.CaughtUpFundings += step.Fundings > 1 ? 1 : 0;
        Counts.Records++;
    }

    private bool IsIndexFresh(long timeNs) => _indexAccepted && timeNs - _indexPublishedNs <= _definition.MaximumIndexAgeNs;

    private static bool Reduces(long before, long after) =>
        before > 0 ? after >= 0 && after < before : before < 0 && after <= 0 && after > before;
}
