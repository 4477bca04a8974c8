using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Oracles;

namespace OrleansMarkets.Core.Clearing;

/// <summary>
/// The whole state of a market, and the only functions that change it: one per event. They assign and add; they compute no amount and make
/// no decision, so folding a record needs nothing but its events.
/// </summary>
internal sealed partial class MarketState
{
    private readonly Dictionary<long, EpisodeStepEvent> _episodes = [];

    /// <summary>Makes a market at sequence 0.</summary>
    public MarketState(MarketSpec spec, MarketParameters parameters, long timeNs)
    {
        Spec = spec;
        Parameters = parameters;
        BindingVersion = parameters.Version;
        TimeNs = timeNs;
        Results = new ResultStore(timeNs);
        NextSampleNs = FundingSchedule.NextAfter(timeNs, parameters.Funding?.SamplePeriodNs);
        NextFundingNs = FundingSchedule.NextAfter(timeNs, parameters.Funding?.IntervalNs);
    }

    public MarketSpec Spec { get; }

    public MarketParameters Parameters { get; private set; }

    /// <summary>The oldest parameter version that orders may have been checked against.</summary>
    public long BindingVersion { get; internal set; }

    public MarketPhase Phase { get; internal set; } = MarketPhase.CancelOnly;

    /// <summary>The phase that a fresh index will bring.</summary>
    public MarketPhase TargetPhase { get; internal set; } = MarketPhase.Open;

    /// <summary>Sequence of the last committed step.</summary>
    public long Sequence { get; internal set; }

    /// <summary>Time of the last committed step.</summary>
    public long TimeNs { get; internal set; }

    /// <summary>Sequence of the present step.</summary>
    public long StepSequence { get; private set; }

    /// <summary>Time of the present step.</summary>
    public long StepTimeNs { get; private set; }

    public long Epoch { get; internal set; }

    public long IndexUnits { get; internal set; }

    public long IndexPublishNs { get; internal set; }

    public IndexRejectReason IndexReason { get; internal set; }

    public long MarkUnits { get; internal set; }

    public BasisAverage Basis { get; internal set; }

    public long BasisTimeNs { get; internal set; }

    public long LastPriceUnits { get; internal set; }

    public long PremiumPpmSum { get; internal set; }

    public int Samples { get; internal set; }

    public long NextSampleNs { get; internal set; }

    public long NextFundingNs { get; internal set; }

    public long FundingIndex { get; internal set; }

    public long Trades { get; internal set; }

    public long FundingIntervals { get; internal set; }

    public long LastQuarantineNs { get; internal set; }

    public long PreviousQuarantineNs { get; internal set; }

    public LimitOrderBook Book { get; } = new();

    public RowTable Rows { get; } = new();

    public ResultStore Results { get; }

    /// <summary>The last liquidation step of each account that had one.</summary>
    public IReadOnlyDictionary<long, EpisodeStepEvent> Episodes => _episodes;

    /// <summary>Makes the rows of the exchange itself, for a market that has none yet.</summary>
    public void CreateWellKnownRows()
    {
        Rows.FindOrAdd(WellKnownAccounts.Fees, FundingIndex);
        Rows.FindOrAdd(WellKnownAccounts.Insurance, FundingIndex);
        Rows.FindOrAdd(WellKnownAccounts.FundingPool, FundingIndex);
        Rows.FindOrAdd(WellKnownAccounts.Backstop, FundingIndex);
    }

    /// <summary>Begins a step or a fold; nothing of it is visible in <see cref="Sequence"/> until <see cref="CommitStep"/>.</summary>
    public void BeginStep(long sequence, long timeNs)
    {
        StepSequence = sequence;
        StepTimeNs = timeNs;
        Rows.BeginStep(sequence);
    }

    /// <summary>Ends a step that changed something.</summary>
    public void CommitStep()
    {
        if (Conditionals.Count > 0)
        {
            Conditionals.Settle(LastPriceUnits, MarkUnits, IndexUnits, IsTrading);
        }

        Links.ClearDirty();

        Sequence = StepSequence;
        TimeNs = StepTimeNs;
        Results.AdvanceTo(StepTimeNs);
    }

    /// <summary>Whether the index can be relied on at a time.</summary>
    public bool IsIndexFresh(long timeNs) =>
        IndexReason == IndexRejectReason.None && IndexUnits > 0 && timeNs - IndexPublishNs <= Parameters.Mark.MaximumIndexAgeNs;

    public void Apply(in TradeEvent e) =>
        Apply(
            e,
            e.MakerOrderId == 0 ? LimitOrderBook.None : RestingSlot(e.MakerOrderId),
            Rows.Find(e.MakerAccount),
            Rows.Find(e.TakerAccount));

    /// <summary>Applies a trade whose order slot and rows are known already.</summary>
    public void Apply(in TradeEvent e, int makerSlot, int makerRow, int takerRow)
    {
        ApplyTrade(e, makerSlot, makerRow, takerRow);
        NoteReduceOnly(e, makerRow, takerRow);
    }

    /// <summary>Applies a trade with a plain order whose queue the book changes itself.</summary>
    public void ApplyTaken(in TradeEvent e, in OrderNode maker, ref RestingTerms terms, int takerRow)
    {
        int makerRow = terms.Owner;
        ApplyRows(e, makerRow, takerRow);
        NoteLastPrice(e.PriceUnits);
        ref LedgerRow row = ref Rows[makerRow];
        AddOpenLots(ref row, terms.Side, OrderFlags.None, -e.Lots);
        row.OrderReserveQuanta -= e.MakerReserveReleasedQuanta;
        if (e.Lots == maker.RemainingLots)
        {
            row.OpenOrders--;
            QueueResult(terms.ResultSlot);
        }

        Book.NoteTaken(maker, ref terms, e.Lots, e.MakerReserveReleasedQuanta);
        NoteReduceOnly(e, makerRow, takerRow);
    }

    private void ApplyTrade(in TradeEvent e, int makerSlot, int makerRow, int takerRow)
    {
        ApplyRows(e, makerRow, takerRow);
        if (makerSlot != LimitOrderBook.None)
        {
            NoteLastPrice(e.PriceUnits);
            TakeFromOrder(makerSlot, e.Lots, e.MakerReserveReleasedQuanta);
        }
    }

    private void ApplyRows(in TradeEvent e, int makerRow, int takerRow)
    {
        long takerLots = e.TakerSide == Side.Buy ? e.Lots : -e.Lots;
        long takerQuanta = e.TakerSide == Side.Buy ? -e.NotionalQuanta : e.NotionalQuanta;
        ApplyTradeSide(takerRow, takerLots, takerQuanta, e.TakerFeeQuanta, e.TakerRealisedQuanta, e.TakerCostDeltaQuanta);
        ApplyTradeSide(makerRow, -takerLots, -takerQuanta, e.MakerFeeQuanta, e.MakerRealisedQuanta, e.MakerCostDeltaQuanta);
        long fees = e.MakerFeeQuanta + e.TakerFeeQuanta;
        if (fees != 0)
        {
            Transfer(Rows.Fees, fees);
        }

        Trades++;
    }

    public void Apply(in OrderRestedEvent e) => Apply(e, Rows.Find(e.Account));

    /// <summary>Applies an entry into the book of an owner whose row is known already.</summary>
    public void Apply(in OrderRestedEvent e, int owner)
    {
        var terms = new RestingTerms
        {
            OriginalLots = e.OriginalLots,
            ReserveQuanta = e.ReserveQuanta,
            OriginalReserveQuanta = e.OriginalReserveQuanta,
            Owner = owner,
            Side = e.Side,
            Flags = e.Flags,
            IsLinked = Links.Count > 0 && Links.Of(e.OrderId) is not null,
        };
        AddExtras(e, ref terms, out long shownLots);
        AddToBook(e.OrderId, e.PriceUnits, shownLots, e.Lots - shownLots, terms);
        if ((e.Flags & OrderFlags.AuctionOnly) != 0)
        {
            Auction.Immediate.Enqueue(e.OrderId);
        }

        ref LedgerRow row = ref Rows.Touch(owner);
        AddOpenLots(ref row, e.Side, e.Flags, e.Lots);
        row.OrderReserveQuanta += e.ReserveQuanta;
        row.OpenOrders++;
    }

    public void Apply(in OrderCancelledEvent e) => Apply(e, RestingSlot(e.OrderId));

    /// <summary>Applies a cancel of an order whose slot is known already.</summary>
    public void Apply(in OrderCancelledEvent e, int slot) => TakeFromOrder(slot, e.Lots, e.ReserveReleasedQuanta, hiddenFirst: true);

    public void Apply(in StampRaisedEvent e) => Rows.Touch(Rows.FindOrAdd(e.Account, FundingIndex)).Stamp = e.Stamp;

    public void Apply(in ResultStoredEvent e)
    {
        int result = Results.Add(new ResultKey(e.Account, e.Id), e.BodyHash, e.KeepUntilNs, e.Result);
        int slot = e.Result.RestingLots > 0 ? RestingSlot(e.Result.OrderId) : LimitOrderBook.None;
        if (slot != LimitOrderBook.None && Book.Terms(slot).ResultSlot == ResultStore.None)
        {
            Book.Terms(slot).ResultSlot = result;
        }
        else if (e.Result.WaitingLots > 0 && Conditionals[WaitingSlot(e.Result.OrderId)] is { ResultSlot: ResultStore.None })
        {
            Conditionals[WaitingSlot(e.Result.OrderId)].ResultSlot = result;
        }
        else
        {
            Results.Queue(result);
            if (e.Result.OrderId == StepSequence)
            {
                LeaveGroup(e.Result.OrderId);
            }
        }

        EndAmendment();
    }

    public void Apply(in ResultsExpiredEvent e)
    {
        if (Links.Count > 0)
        {
            ForgetGroups(e.Count);
        }

        Results.ForgetDue(e.Count);
    }

    public void Apply(in FundingPaidEvent e)
    {
        ref LedgerRow row = ref Rows.Touch(Rows.Find(e.Account));
        row.FundingIndex = e.FundingIndex;
        if (e.AmountQuanta == 0)
        {
            return;
        }

        row.FundingQuanta += e.AmountQuanta;
        Rows.AddQuote(ref row, e.AmountQuanta);
        ref LedgerRow pool = ref Rows.Touch(Rows.Find(WellKnownAccounts.FundingPool));
        pool.FundingQuanta -= e.AmountQuanta;
        Rows.AddQuote(ref pool, -e.AmountQuanta);
    }

    public void Apply(in PremiumSampledEvent e)
    {
        NextSampleNs = e.NextSampleNs;
        if (e.IsValid)
        {
            PremiumPpmSum += e.PremiumPpm;
            Samples++;
        }
    }

    public void Apply(in FundingSettledEvent e)
    {
        NextFundingNs = e.NextBoundaryNs;
        FundingIndex += e.IndexIncrement;
        FundingIntervals++;
        PremiumPpmSum = 0;
        Samples = 0;
    }

    public void Apply(in IndexUpdatedEvent e)
    {
        IndexReason = e.Reason;
        if (e.Reason != IndexRejectReason.None)
        {
            return;
        }

        IndexUnits = e.IndexUnits;
        MarkUnits = e.MarkUnits;
        Basis = new BasisAverage(e.BasisScaledUnits);
        BasisTimeNs = StepTimeNs;
        IndexPublishNs = e.PublishTimeNs;
        if (Conditionals.Count > 0)
        {
            Conditionals.Extend(TriggerPrice.Mark, e.MarkUnits);
            Conditionals.Extend(TriggerPrice.Index, e.IndexUnits);
        }
    }

    public void Apply(in PhaseChangedEvent e)
    {
        Phase = e.Phase;
        TargetPhase = e.TargetPhase;
    }

    public void Apply(in ParametersChangedEvent e)
    {
        Parameters = e.Parameters;
        BindingVersion = e.BindingVersion;
        NextSampleNs = e.NextSampleNs;
        NextFundingNs = e.NextFundingNs;
    }

    public void Apply(in EpochRaisedEvent e)
    {
        Epoch = e.Epoch;

        // A second quarantine has been answered by this takeover: once an operator opens the market, an ordinary crash does not close it.
        PreviousQuarantineNs = 0;
    }

    public void Apply(in LiquidationFeeEvent e)
    {
        ref LedgerRow payer = ref Rows.Touch(Rows.Find(e.Account));
        payer.FeesQuanta += e.FeeQuanta;
        Rows.AddQuote(ref payer, -e.FeeQuanta);
        Transfer(Rows.Find(WellKnownAccounts.Insurance), e.FeeQuanta - e.RewardQuanta);
        if (e.RewardQuanta != 0)
        {
            Transfer(Rows.FindOrAdd(e.KeeperAccount, FundingIndex), e.RewardQuanta);
        }
    }

    public void Apply(in EpisodeStepEvent e) => _episodes[e.Account] = e;

    public void Apply(in QuarantinedEvent e)
    {
        PreviousQuarantineNs = LastQuarantineNs;
        LastQuarantineNs = StepTimeNs;
        if (e.Account == 0)
        {
            return;
        }

        ref LedgerRow row = ref Rows.Touch(Rows.FindOrAdd(e.Account, FundingIndex));
        if (e.Stamp > row.Stamp)
        {
            row.Stamp = e.Stamp;
        }

        if (e.Id != CommandId.None && Results.Find(e.Account, e.Id) == ResultStore.None)
        {
            var result = new CommandResult(ResultCode.InternalReject, StepSequence);
            Results.Queue(Results.Add(new ResultKey(e.Account, e.Id), e.BodyHash, e.KeepUntilNs, result));
        }
    }

    private static void AddOpenLots(ref LedgerRow row, Side side, OrderFlags flags, long lots)
    {
        if ((flags & OrderFlags.ReduceOnly) != 0)
        {
            row.OpenReduceOnlyLots += lots;
        }
        else if (side == Side.Buy)
        {
            row.OpenBuyLots += lots;
        }
        else
        {
            row.OpenSellLots += lots;
        }
    }

    private int RestingSlot(long orderId)
    {
        int slot = Book.FindSlot(orderId);
        return slot != LimitOrderBook.None ? slot : throw new InvariantViolationException($"Order {orderId} does not rest.");
    }

    // The price of an auto-deleveraging was made by nobody: it sets no last price, no band, and fires no trigger.
    private void NoteLastPrice(long priceUnits)
    {
        LastPriceUnits = priceUnits;
        UntradedInterruptions = 0;
        if (Conditionals.Count > 0)
        {
            Conditionals.Extend(TriggerPrice.Last, priceUnits);
        }
    }

    private void ApplyTradeSide(int index, long lots, long quanta, long feeQuanta, long realisedQuanta, long costDeltaQuanta)
    {
        ref LedgerRow row = ref Rows.Touch(index);
        Rows.AddSize(ref row, lots);
        Rows.AddQuote(ref row, quanta - feeQuanta);
        row.FeesQuanta += feeQuanta;
        row.RealisedPnlQuanta += realisedQuanta;
        row.CostBasisQuanta += costDeltaQuanta;
    }

    private void Transfer(int index, long quanta)
    {
        ref LedgerRow row = ref Rows.Touch(index);
        row.TransfersQuanta += quanta;
        Rows.AddQuote(ref row, quanta);
    }

    // Lots leave a resting order, traded or cancelled; with the last of them the order leaves the book and its result begins to wait.
    private void TakeFromOrder(int slot, long lots, long reserveQuanta, bool hiddenFirst = false)
    {
        ref RestingTerms order = ref Book.Terms(slot);
        ref LedgerRow row = ref Rows.Touch(order.Owner);
        AddOpenLots(ref row, order.Side, order.Flags, -lots);
        row.OrderReserveQuanta -= reserveQuanta;
        row.RestingReduceOnlyLots -= (order.Flags & OrderFlags.ReduceOnly) == 0 ? 0 : lots;
        int extra = order.Extra;
        if (lots < LotsOf(slot))
        {
            if (extra == OrderExtrasTable.None)
            {
                Book.Reduce(slot, lots, reserveQuanta);
            }
            else
            {
                TakeFromIceberg(slot, extra, lots, reserveQuanta, hiddenFirst);
            }

            return;
        }

        if (extra != OrderExtrasTable.None)
        {
            AddHidden(slot, -Extras[extra].HiddenLots);
            Extras.Remove(extra);
        }

        row.OpenOrders--;
        QueueResult(order.ResultSlot);

        long orderId = Book.Node(slot).OrderId;
        bool isLinked = order.IsLinked;
        if (order.IsPegged)
        {
            Pegs.Remove(orderId, Book.Node(slot).PriceUnits);
        }

        Book.Remove(slot);
        if (isLinked && _amended.OrderId != orderId)
        {
            LeaveGroup(orderId);
        }
    }
}
