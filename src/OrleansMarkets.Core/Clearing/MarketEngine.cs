using System.Security.Cryptography;
using OrleansMarkets.Core.Clearing.Auctions;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Conditionals;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Clearing.Links;
using OrleansMarkets.Core.Clearing.Pegs;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <summary>
/// Sequencer, matching engine and clearing ledger of one market: a deterministic state machine without clock, randomness or I/O. One
/// synchronous step applies every boundary not later than its time, then its command, and appends at most one record (none if nothing
/// changed). Every event that a step decides goes through the same function that <see cref="Fold"/> uses, so a replay equals the live run.
/// If a step throws, the engine is dead and must be rebuilt from the log.
/// </summary>
public sealed partial class MarketEngine
{
    /// <summary>Version of the rules that this engine decides by; every record names its own.</summary>
    public const byte RulesVersion = 4;

    /// <summary>Sequence of the record that holds the market as it was listed.</summary>
    public const long GenesisSequence = 1;

    private readonly MarketState _state;
    private readonly EventSink _sink;
    private readonly OrderDesk _orders;
    private readonly BoundaryDesk _boundaries;
    private readonly LiquidationDesk _liquidations;
    private readonly ReduceOnlyDesk _reduceOnly;
    private readonly AmendDesk _amendments;
    private readonly MassCancelDesk _massCancels;
    private readonly LinkDesk _links;
    private readonly PegDesk _pegs;
    private readonly TriggerDesk _triggers;
    private readonly AuctionDesk _auctions;
    private readonly RecordWriter _scratch = new();
    private RecordWriter _writer;
    private int _recordStart;
    private int _eventsStart;
    private bool _inStep;
    private bool _isReplaying;

    /// <summary>
    /// Makes a new market at sequence 1, which its first record takes: the canonical snapshot of this state, so that a log is whole in
    /// itself. It is cancel-only until its first fresh index.
    /// </summary>
    /// <param name="spec">What is fixed for the market's life.</param>
    /// <param name="parameters">Its first parameters.</param>
    /// <param name="createdNs">Book time of its beginning: boundaries after it are due.</param>
    /// <exception cref="ArgumentException">The parameters are not acceptable: see <see cref="ParameterRules.Check"/>.</exception>
    public MarketEngine(MarketSpec spec, MarketParameters parameters, long createdNs)
        : this(NewState(spec, parameters, createdNs))
    {
    }

    private MarketEngine(MarketState state)
    {
        _state = state;
        _sink = new EventSink(state);
        var conditionals = new ConditionalDesk(state, _sink);
        _links = new LinkDesk(state, _sink, conditionals);
        _pegs = new PegDesk(state, _sink);
        var matcher = new Matcher(state, _sink, _links);
        _auctions = new AuctionDesk(state, _sink, matcher);
        _orders = new OrderDesk(state, _sink, matcher, conditionals, _links, _pegs, _auctions);
        _reduceOnly = new ReduceOnlyDesk(state, _sink, matcher, conditionals);
        _amendments = new AmendDesk(state, _sink, matcher, _orders, conditionals, _links);
        _massCancels = new MassCancelDesk(state, _sink, _orders);
        _liquidations = new LiquidationDesk(state, _sink, matcher, _orders, conditionals, _auctions);
        _triggers = new TriggerDesk(state, _sink, matcher, _orders, conditionals, _links, _auctions);
        var due = new OrderDueDesk(state, _sink, matcher, _orders, conditionals);
        _boundaries = new BoundaryDesk(state, _sink, matcher, _auctions, _triggers, due, _reduceOnly);
        _writer = _scratch;
    }

    /// <summary>What is fixed for the market's life.</summary>
    public MarketSpec Spec => _state.Spec;

    /// <summary>The present parameters.</summary>
    public MarketParameters Parameters => _state.Parameters;

    /// <summary>
    /// The phase; <see cref="MarketPhase.Replaying"/> from the first fold until the next <see cref="RaiseEpochCommand"/>.
    /// </summary>
    public MarketPhase Phase => _isReplaying ? MarketPhase.Replaying : _state.Phase;

    /// <summary>The phase that a fresh index will bring while the market is cancel-only; else the phase.</summary>
    public MarketPhase TargetPhase => _state.TargetPhase;

    /// <summary>Sequence of the last record.</summary>
    public long Sequence => _state.Sequence;

    /// <summary>Book time of the last record, nanoseconds since the Unix epoch.</summary>
    public long TimeNs => _state.TimeNs;

    /// <summary>The owner's epoch.</summary>
    public long Epoch => _state.Epoch;

    /// <summary>The index price, price units; 0 before the first.</summary>
    public long IndexUnits => _state.IndexUnits;

    /// <summary>When the index was published.</summary>
    public long IndexPublishNs => _state.IndexPublishNs;

    /// <summary>The mark price, price units; 0 before the first index.</summary>
    public long MarkUnits => _state.MarkUnits;

    /// <summary>Price of the last trade, price units; 0 before the first.</summary>
    public long LastPriceUnits => _state.LastPriceUnits;

    /// <summary>The cumulative funding index, quote quanta × 2^20 per lot.</summary>
    public long FundingIndex => _state.FundingIndex;

    /// <summary>Whether a step or a fold has failed: the state can no longer be trusted and the engine refuses everything.</summary>
    public bool IsDead => _inStep;

    /// <summary>Trades since the market was listed.</summary>
    public long Trades => _state.Trades;

    /// <summary>Funding boundaries applied since the market was listed, those recorded as zero included.</summary>
    public long FundingIntervals => _state.FundingIntervals;

    /// <summary>
    /// When the next boundary (sample, funding, auction, delayed order, expiry, cancel timer) is due;
    /// <see cref="long.MaxValue"/> for never.
    /// </summary>
    public long NextBoundaryNs => _boundaries.NextNs;

    /// <summary>
    /// When the next auction, delayed order, expiry or cancel timer is due, which nobody should have to wait for;
    /// <see cref="long.MaxValue"/> for never.
    /// </summary>
    public long NextAlarmNs => Math.Min(_auctions.NextNs, _state.NextOrderDueNs);

    /// <summary>Whether orders are collected for an auction: the book may cross.</summary>
    public bool IsCollecting => _state.IsCollecting;

    /// <summary>What the auction that is called would give, as it was published last; default if nothing would trade.</summary>
    public AuctionPrice AuctionIndication => _state.Auction.Indication;

    /// <summary>When funding is due next; <see cref="long.MaxValue"/> without funding.</summary>
    public long NextFundingNs => _state.NextFundingNs;

    /// <summary>The resting orders, for reading depth.</summary>
    public LimitOrderBook Book => _state.Book;

    /// <summary>Number of rows.</summary>
    public int RowCount => _state.Rows.Count;

    /// <summary>Accounts whose rows the last step or fold changed; valid until the next.</summary>
    public ReadOnlySpan<long> TouchedAccounts => _state.Rows.TouchedAccounts;

    /// <summary>Hints of what the next steps will need.</summary>
    public StepHints Hints => new(_state.Results);

    /// <summary>Rebuilds an engine from a snapshot; it is <see cref="MarketPhase.Replaying"/> until the epoch is raised.</summary>
    /// <param name="snapshot">What <see cref="WriteSnapshot"/> wrote.</param>
    /// <exception cref="CorruptRecordException">
    /// The bytes are no snapshot of this version, or hold a state that breaks an invariant.
    /// </exception>
    public static MarketEngine ReadSnapshot(ReadOnlySpan<byte> snapshot)
    {
        try
        {
            MarketState state = SnapshotCodec.Read(snapshot);
            StateInvariants.CheckAll(state);
            return new MarketEngine(state) { _isReplaying = true };
        }
        catch (Exception fault) when (fault is not CorruptRecordException)
        {
            throw new CorruptRecordException("The snapshot holds no sound state.", fault);
        }
    }

    /// <summary>
    /// Writes the record of a failed command without touching any engine: it goes under the head (<paramref name="headSequence"/>,
    /// <paramref name="headTimeNs"/>) of what is durable, before the replay that it will be part of.
    /// </summary>
    /// <param name="command">The failed command's name.</param>
    /// <param name="headSequence">Sequence of the last durable record.</param>
    /// <param name="headTimeNs">Book time of the last durable record.</param>
    /// <param name="timeNs">The present time.</param>
    /// <param name="writer">Where to append the record.</param>
    public static void WriteQuarantine(
        in QuarantineCommand command, long headSequence, long headTimeNs, long timeNs, RecordWriter writer)
    {
        long bookTimeNs = Math.Max(headTimeNs + 1, timeNs);
        int start = WriteHeader(writer, CommandKind.Quarantine, headSequence + 1, bookTimeNs);
        CommandCodec.Write(writer, command);
        writer.PatchInt32(start - sizeof(int), writer.Length - start);
        long keepUntil = ResultStoredEvent.KeepUntil(command.DeadlineNs, bookTimeNs);
        EventCodec.Write(writer, new QuarantinedEvent(command.Account, command.Id, command.Stamp, keepUntil, command.BodyHash));
    }

    /// <summary>Whether an index is there that is valid at <paramref name="timeNs"/>.</summary>
    public bool IsIndexFresh(long timeNs) => _state.IsIndexFresh(timeNs);

    /// <summary>Applies a record's events; it assigns and adds, and decides nothing.</summary>
    /// <param name="record">The bytes of the next record.</param>
    /// <exception cref="CorruptRecordException">The bytes are no record, or not the next one of this market.</exception>
    public void Fold(ReadOnlySpan<byte> record)
    {
        RefuseIfDead();
        MarketRecord events = OpenNext(record);
        _inStep = true;
        _isReplaying = true;
        try
        {
            _state.BeginStep(events.Header.Sequence, events.Header.TimeNs);
            EventFold.ApplyAll(_state, ref events);
            _state.CommitStep();
            StateInvariants.AssertStep(_state);
        }
        catch (Exception fault) when (fault is not CorruptRecordException)
        {
            throw new CorruptRecordException($"Record {events.Header.Sequence} does not fit the state before it.", fault);
        }

        _inStep = false;
    }

    /// <summary>
    /// Runs a record's command again on this state and compares the bytes; afterwards the state is that after the command, and the engine
    /// is replaying. Records of other rules versions and quarantines, which no rule decides, are folded.
    /// </summary>
    /// <param name="record">The bytes of the next record.</param>
    /// <exception cref="CorruptRecordException">The bytes are no record, or not the next one of this market.</exception>
    public AuditOutcome Audit(ReadOnlySpan<byte> record)
    {
        MarketRecord recorded = OpenNext(record);
        RecordHeader header = recorded.Header;
        if (header.RulesVersion != RulesVersion || header.Command == CommandKind.Quarantine)
        {
            Fold(record);
            return new AuditOutcome(true, header.Sequence, -1, string.Empty);
        }

        _scratch.Clear();
        _isReplaying = false;
        Rerun(recorded);
        _isReplaying = true;
        ReadOnlySpan<byte> again = _scratch.Written;
        int same = again.CommonPrefixLength(record);
        return same == record.Length && same == again.Length
            ? new AuditOutcome(true, header.Sequence, -1, string.Empty)
            : new AuditOutcome(
                false,
                header.Sequence,
                same,
                $"record {header.Sequence} ({header.Command}): recorded {record.Length} bytes, again {again.Length}, different at {same}");
    }

    /// <summary>Appends the canonical snapshot of the state.</summary>
    /// <param name="writer">Where to append it.</param>
    public void WriteSnapshot(RecordWriter writer) => SnapshotCodec.Write(writer, _state);

    /// <summary>SHA-256 of the canonical snapshot.</summary>
    public byte[] StateHash()
    {
        var writer = new RecordWriter();
        WriteSnapshot(writer);
        return SHA256.HashData(writer.Written);
    }

    /// <summary>Sums over all rows, recomputed.</summary>
    public BalanceReport TotalBalance() => StateInvariants.TotalBalance(_state);

    /// <summary>Recomputes everything that is maintained incrementally and compares: O(rows + orders).</summary>
    /// <exception cref="InvariantViolationException">Something differs.</exception>
    public void CheckInvariants() => StateInvariants.CheckAll(_state);

    private static MarketState NewState(MarketSpec spec, MarketParameters parameters, long createdNs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(createdNs);
        if (ParameterRules.Check(spec, parameters) is { } fault)
        {
            throw new ArgumentException(fault, nameof(parameters));
        }

        var state = new MarketState(spec, parameters, createdNs);
        state.CreateWellKnownRows();
        state.Sequence = GenesisSequence;
        return state;
    }

    // Returns where the command's bytes begin; the four bytes before are its length, patched when it is known.
    private static int WriteHeader(RecordWriter writer, CommandKind kind, long sequence, long timeNs)
    {
        writer.WriteByte(RulesVersion);
        writer.WriteInt64(sequence);
        writer.WriteInt64(timeNs);
        writer.WriteByte((byte)kind);
        writer.WriteInt32(0);
        return writer.Length;
    }

    private void RefuseIfDead()
    {
        if (_inStep)
        {
            throw new InvalidOperationException("A step of this engine has failed: rebuild it from the log.");
        }
    }

    private void Begin(CommandKind kind, long timeNs, RecordWriter writer)
    {
        RefuseIfDead();
        if (_isReplaying && kind != CommandKind.RaiseEpoch)
        {
            throw new InvalidOperationException("The market is replaying: raise the epoch first.");
        }

        _inStep = true;
        _writer = writer;
        _recordStart = writer.Length;
        _state.BeginStep(_state.Sequence + 1, Math.Max(_state.TimeNs + 1, timeNs));
        _eventsStart = WriteHeader(writer, kind, _state.StepSequence, _state.StepTimeNs);
    }

    private bool BeginEvents()
    {
        _writer.PatchInt32(_eventsStart - sizeof(int), _writer.Length - _eventsStart);
        _eventsStart = _writer.Length;
        _sink.Begin(_writer);
        return _boundaries.ApplyDue() || _triggers.Continue() || _pegs.Follow();
    }

    private StepOutcome End(
        ResultCode code,
        long account,
        bool due,
        bool isRepeat = false,
        scoped in CommandResult result = default,
        scoped in LiquidationResult step = default)
    {
        due = due || _triggers.Continue() || _boundaries.AreDue;
        due = (_state.Overfull.Count > 0 && _reduceOnly.ClipWaiting()) || due;
        _links.FollowParents();
        due = due || _pegs.Follow();
        bool changed = _writer.Length > _eventsStart;
        if (changed)
        {
            _state.CommitStep();
            StateInvariants.AssertStep(_state);
            due = due || _triggers.IsPending || _pegs.IsPending;
        }
        else
        {
            _writer.Truncate(_recordStart);
        }

        _inStep = false;
        return new StepOutcome(this, account)
        {
            Code = code,
            Sequence = _state.Sequence,
            HasRecord = changed,
            IsRepeat = isRepeat,
            Result = result,
            Liquidation = step,
            TouchedAccounts = _state.Rows.TouchedAccounts,
            BoundariesDue = due,
        };
    }

    private StepOutcome Refuse(ResultCode code, long account)
    {
        RefuseIfDead();
        return new StepOutcome(this, account)
        {
            Code = code,
            Sequence = _state.Sequence,
            HasRecord = false,
            Result = new CommandResult(code),
        };
    }

    private MarketRecord OpenNext(ReadOnlySpan<byte> record)
    {
        var opened = new MarketRecord(record);
        return opened.Header.Sequence == _state.Sequence + 1 && opened.Header.TimeNs > _state.TimeNs
            ? opened
            : throw new CorruptRecordException($"Record {opened.Header.Sequence} does not follow record {_state.Sequence}.");
    }
}
