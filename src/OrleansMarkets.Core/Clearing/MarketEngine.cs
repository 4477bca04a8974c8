using OrleansMarkets.Core.Clearing.Commands;
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
public sealed class MarketEngine
{
    /// <summary>Version of the rules that this engine decides by; every record names its own.</summary>
    public const byte RulesVersion = 1;

    /// <summary>Makes a new market at sequence 0: cancel-only until its first fresh index.</summary>
    /// <param name="spec">What is fixed for the market's life.</param>
    /// <param name="parameters">Its first parameters.</param>
    /// <param name="createdNs">Book time of its beginning: boundaries after it are due.</param>
    /// <exception cref="ArgumentException">The parameters are not acceptable: see <see cref="ParameterRules.Check"/>.</exception>
    public MarketEngine(MarketSpec spec, MarketParameters parameters, long createdNs) => throw new NotImplementedException();

    /// <summary>What is fixed for the market's life.</summary>
    public MarketSpec Spec => throw new NotImplementedException();

    /// <summary>The present parameters.</summary>
    public MarketParameters Parameters => throw new NotImplementedException();

    /// <summary>The phase; <see cref="MarketPhase.Replaying"/> from the first fold until the next <see cref="RaiseEpochCommand"/>.</summary>
    public MarketPhase Phase => throw new NotImplementedException();

    /// <summary>Sequence of the last record.</summary>
    public long Sequence => throw new NotImplementedException();

    /// <summary>Book time of the last record, nanoseconds since the Unix epoch.</summary>
    public long TimeNs => throw new NotImplementedException();

    /// <summary>The owner's epoch.</summary>
    public long Epoch => throw new NotImplementedException();

    /// <summary>The index price, price units; 0 before the first.</summary>
    public long IndexUnits => throw new NotImplementedException();

    /// <summary>When the index was published.</summary>
    public long IndexPublishNs => throw new NotImplementedException();

    /// <summary>The mark price, price units; 0 before the first index.</summary>
    public long MarkUnits => throw new NotImplementedException();

    /// <summary>Price of the last trade, price units; 0 before the first.</summary>
    public long LastPriceUnits => throw new NotImplementedException();

    /// <summary>The cumulative funding index, quote quanta × 2^20 per lot.</summary>
    public long FundingIndex => throw new NotImplementedException();

    /// <summary>When the next boundary (sample or funding) is due; <see cref="long.MaxValue"/> without funding. Set a timer on it.</summary>
    public long NextBoundaryNs => throw new NotImplementedException();

    /// <summary>When funding is due next; <see cref="long.MaxValue"/> without funding.</summary>
    public long NextFundingNs => throw new NotImplementedException();

    /// <summary>The resting orders, for reading depth.</summary>
    public LimitOrderBook Book => throw new NotImplementedException();

    /// <summary>Number of rows.</summary>
    public int RowCount => throw new NotImplementedException();

    /// <summary>Accounts whose rows the last step or fold changed; valid until the next.</summary>
    public ReadOnlySpan<long> TouchedAccounts => throw new NotImplementedException();

    /// <summary>Whether an index is there that is valid at <paramref name="timeNs"/>.</summary>
    public bool IsIndexFresh(long timeNs) => throw new NotImplementedException();

    /// <summary>Submits an order.</summary>
    public StepOutcome Execute(in SubmitCommand command, long timeNs, RecordWriter writer) => throw new NotImplementedException();

    /// <summary>Cancels an order.</summary>
    public StepOutcome Execute(in CancelCommand command, long timeNs, RecordWriter writer) => throw new NotImplementedException();

    /// <summary>Raises an account's stamp, cancels orders, returns the row.</summary>
    public StepOutcome Execute(in TouchCommand command, long timeNs, RecordWriter writer) => throw new NotImplementedException();

    /// <summary>Sets index and mark, or closes the gate.</summary>
    public StepOutcome Execute(in UpdateIndexCommand command, long timeNs, RecordWriter writer) => throw new NotImplementedException();

    /// <summary>Applies what is due.</summary>
    public StepOutcome Execute(in NudgeCommand command, long timeNs, RecordWriter writer) => throw new NotImplementedException();

    /// <summary>Closes part of a position against the book.</summary>
    public StepOutcome Execute(in LiquidateCommand command, long timeNs, RecordWriter writer) => throw new NotImplementedException();

    /// <summary>Closes a bankrupt position against named counterparties.</summary>
    public StepOutcome Execute(in DeleverageCommand command, long timeNs, RecordWriter writer) => throw new NotImplementedException();

    /// <summary>Replaces the parameters.</summary>
    public StepOutcome Execute(in SetParametersCommand command, long timeNs, RecordWriter writer) => throw new NotImplementedException();

    /// <summary>Changes the phase.</summary>
    public StepOutcome Execute(in SetPhaseCommand command, long timeNs, RecordWriter writer) => throw new NotImplementedException();

    /// <summary>Takes the log over: ends recovery.</summary>
    public StepOutcome Execute(in RaiseEpochCommand command, long timeNs, RecordWriter writer) => throw new NotImplementedException();

    /// <summary>
    /// Writes the record of a failed command without touching any engine: it goes under the head (<paramref name="headSequence"/>,
    /// <paramref name="headTimeNs"/>) of what is durable, before the replay that it will be part of.
    /// </summary>
    public static void WriteQuarantine(
        in QuarantineCommand command, long headSequence, long headTimeNs, long timeNs, RecordWriter writer) =>
        throw new NotImplementedException();

    /// <summary>Applies a record's events; it assigns and adds, and decides nothing.</summary>
    /// <exception cref="CorruptRecordException">The bytes are no record, or not the next one of this market.</exception>
    public void Fold(ReadOnlySpan<byte> record) => throw new NotImplementedException();

    /// <summary>Runs a record's command again on this state and compares the bytes; afterwards the state is that after the command.</summary>
    /// <exception cref="CorruptRecordException">The bytes are no record, or not the next one of this market.</exception>
    public AuditOutcome Audit(ReadOnlySpan<byte> record) => throw new NotImplementedException();

    /// <summary>Appends the canonical snapshot of the state.</summary>
    public void WriteSnapshot(RecordWriter writer) => throw new NotImplementedException();

    /// <summary>Rebuilds an engine from a snapshot; it is <see cref="MarketPhase.Replaying"/> until the epoch is raised.</summary>
    /// <exception cref="CorruptRecordException">The bytes are no snapshot of this version, or hold a state that breaks an invariant.</exception>
    public static MarketEngine ReadSnapshot(ReadOnlySpan<byte> snapshot) => throw new NotImplementedException();

    /// <summary>SHA-256 of the canonical snapshot.</summary>
    public byte[] StateHash() => throw new NotImplementedException();

    /// <summary>Sums over all rows, recomputed.</summary>
    public BalanceReport TotalBalance() => throw new NotImplementedException();

    /// <summary>Recomputes everything that is maintained incrementally and compares: O(rows + orders).</summary>
    /// <exception cref="InvariantViolationException">Something differs.</exception>
    public void CheckInvariants() => throw new NotImplementedException();

    /// <summary>The account's row, settled up to the present funding index; an empty one if it has none.</summary>
    public ClearingRow ReadRow(long account) => throw new NotImplementedException();

    /// <summary>Whether the account has a row, and the row, settled.</summary>
    public bool TryReadRow(long account, out ClearingRow row) => throw new NotImplementedException();

    /// <summary>Settled rows in the order of their creation: pages for keepers and for pushes after a recovery.</summary>
    /// <param name="start">Number of rows to pass over.</param>
    /// <param name="rows">Where to put them.</param>
    /// <returns>How many were put.</returns>
    public int CopyRows(int start, Span<ClearingRow> rows) => throw new NotImplementedException();

    /// <summary>The account's resting orders, oldest first.</summary>
    /// <returns>How many were put; at most the length of <paramref name="orders"/>.</returns>
    public int CopyOrders(long account, Span<RestingOrder> orders) => throw new NotImplementedException();

    /// <summary>The stored result of a command.</summary>
    public bool TryGetResult(long account, CommandId id, out CommandResult result) => throw new NotImplementedException();
}
