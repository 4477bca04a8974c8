using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Runtime;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Grains.Journaling;
using OrleansMarkets.Grains.Markets;
using OrleansMarkets.Grains.Messaging;
using OrleansMarkets.Journal;

namespace OrleansMarkets.Grains.OrderBooks;

/// <summary>
/// The shell around one market's engine: gives it time, writes its records, and says nothing before it is durable. Calls interleave, but
/// a step has no await between check and mutation; what follows it is one await on the ticket of its batch.
/// </summary>
[Reentrant, KeepAlive, Immovable, GrainType("order-book")]
public sealed class OrderBookGrain : ExchangeGrain, IOrderBookGrain
{
    /// <summary>A book that has not stepped for so long catches up on its boundaries before it takes a command, nanoseconds.</summary>
    internal const long SilenceNs = 60_000_000_000;

    private readonly IJournalStore _store;
    private readonly TimeProvider _clock;
    private readonly JournalingOptions _journaling;
    private readonly RecordWriter _record = new();
    private readonly BatchAnswers _answers = new();
    private readonly CommitOutbox _outbox;
    private readonly AuctionAlarm _alarm;
    private readonly ILogger _logger;
    private GrainLog _log = null!;
    private LogFeed _feed = null!;
    private MarketEngine? _engine;
    private bool _dead;

    /// <summary>Made by the runtime.</summary>
    public OrderBookGrain(
        IJournalStore store,
        BackgroundCalls background,
        TimeProvider clock,
        IOptions<JournalingOptions> journaling,
        IOptions<PriceBoardOptions> boards,
        ILogger<OrderBookGrain> logger)
    {
        _logger = logger;
        _store = store;
        _clock = clock;
        _journaling = journaling.Value;
        _alarm = new AuctionAlarm(this, Wake);
        PriceBoardOptions boardOptions = boards.Value;
        _outbox = new CommitOutbox(
            account => GrainFactory.GetGrain<ICrossMarginGrain>(account).Push,
            price => GrainFactory.GetGrain<IPriceBoardGrain>(boardOptions.BoardOf(price.Symbol)).Report(price),
            background,
            clock);
    }

    private string Symbol => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    protected override async Task ActivateAsync(CancellationToken cancellationToken)
    {
        await ClockRule.RequireAsync(_store, _clock, cancellationToken);
        var replay = new MarketLog();
        _log = await GrainLog.OpenAsync(
            _store, MarketLog.StreamOf(Symbol), replay, _clock, _journaling, _ => Die(), cancellationToken);
        _feed = new LogFeed(Symbol, _store, _log, _clock);
        if (replay.Engine is not { } engine)
        {
            return;
        }

        _engine = engine;

        // The epoch raise is a record: when it is durable, nothing of an earlier activation can commit any more. With it leave the
        // rows whose pushes may have died with that activation.
        StepOutcome raised = engine.Execute(new RaiseEpochCommand(_log.Epoch), NowNs(), _record);
        bool isBehind = raised.BoundariesDue;
        Task durable = Write(engine, replay.Unpushed.ToArray(), caller: 0);
        await (isBehind ? ContinueBoundaries(engine) : durable);
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _dead = true;
        _outbox.Stop();
        _alarm.Stop();
        _feed.Stop();
        await _log.CloseAsync();
    }

    /// <inheritdoc/>
    public Task<OrderReply> Submit(SubmitOrder order) => Decide(order.ToCore(), order.Account);

    /// <inheritdoc/>
    public Task<OrderReply> Cancel(CancelOrder cancel) => Decide(cancel.ToCore(), cancel.Account);

    /// <inheritdoc/>
    public Task<OrderReply> Amend(AmendOrder amendment) => Decide(amendment.ToCore(), amendment.Account);

    /// <inheritdoc/>
    public Task<OrderReply> CancelMany(CancelOrders cancel) => Decide(cancel.ToCore(), cancel.Account);

    /// <inheritdoc/>
    public Task<TouchReply> SetCancelTimer(SetCancelTimer timer)
    {
        if (!TryBegin(out MarketEngine? engine))
        {
            return Unlisted(default(TouchReply) with { Code = ResultCode.UnknownMarket });
        }

        StepOutcome outcome = Step(engine, timer.ToCore());
        var reply = new TouchReply(outcome.Code, outcome.Sequence, outcome.Row.ToContract());
        return Say(reply, Commit(outcome, engine, timer.Account));
    }

    /// <inheritdoc/>
    public Task<RestingOrderImage> FindOrder(OrderQuery query)
    {
        if (!TryBegin(out MarketEngine? engine))
        {
            return Task.FromResult(default(RestingOrderImage));
        }

        CommandId target = query.Target.ToCore();
        return Task.FromResult(
            engine.TryGetOrder(query.Account, query.OrderId, target, out RestingOrder order) ? order.ToContract()
            : engine.TryGetWaiting(query.Account, query.OrderId, target, out WaitingImage waiting) ? waiting.ToContract()
            : default);
    }

    /// <inheritdoc/>
    public Task<BatchReply> Execute(CommandBatch batch)
    {
        if (!batch.IsWellFormed())
        {
            return Unlisted(BatchReplies.Refused(ResultCode.InvalidRequest, _log.Epoch));
        }

        if (!TryBegin(out MarketEngine? engine))
        {
            return Unlisted(BatchReplies.Refused(ResultCode.UnknownMarket, _log.Epoch));
        }

        Run(engine, batch);
        BatchReply reply = _answers.ToReply(engine, _log.Epoch);
        return Say(reply, _answers.Touched.Count > 0 ? Release(engine) : _log.Barrier());
    }

    /// <inheritdoc/>
    public Task<TouchReply> Touch(TouchAccount touch)
    {
        if (!TryBegin(out MarketEngine? engine))
        {
            return Unlisted(default(TouchReply) with { Code = ResultCode.UnknownMarket });
        }

        StepOutcome outcome = Step(engine, touch.ToCore());
        var reply = new TouchReply(outcome.Code, outcome.Sequence, outcome.Row.ToContract());
        return Say(reply, Commit(outcome, engine, touch.Account));
    }

    /// <inheritdoc/>
    public Task<LiquidationReply> Liquidate(LiquidateOrder order)
    {
        if (!TryBegin(out MarketEngine? engine))
        {
            return Unlisted(default(LiquidationReply) with { Code = ResultCode.UnknownMarket });
        }

        StepOutcome outcome = Step(engine, order.ToCore());
        return Say(outcome.ToLiquidationReply(), Commit(outcome, engine, order.Account));
    }

    /// <inheritdoc/>
    public Task<LiquidationReply> Deleverage(DeleverageOrder order)
    {
        if (!TryBegin(out MarketEngine? engine))
        {
            return Unlisted(default(LiquidationReply) with { Code = ResultCode.UnknownMarket });
        }

        StepOutcome outcome = Step(engine, order.ToCore());
        return Say(outcome.ToLiquidationReply(), Commit(outcome, engine, order.Account));
    }

    /// <inheritdoc/>
    public Task UpdateIndex(IndexUpdate update) =>
        TryBegin(out MarketEngine? engine)
            ? Commit(Step(engine, update.ToCore()), engine)
            : Task.CompletedTask;

    /// <inheritdoc/>
    public Task Nudge() =>
        TryBegin(out MarketEngine? engine)
            ? Commit(Step(engine, new NudgeCommand()), engine)
            : Task.CompletedTask;

    /// <inheritdoc/>
    public Task<ResultCode> SetParameters(MarketDefinition definition)
    {
        if (definition.Symbol != Symbol)
        {
            return Task.FromResult(ResultCode.InvalidParameters);
        }

        if (!TryBegin(out MarketEngine? engine))
        {
            return List(definition);
        }

        if (engine.Spec != MarketDefinitionMapping.ToSpec(definition))
        {
            return Say(ResultCode.InvalidParameters, _log.Barrier());
        }

        StepOutcome outcome = Step(engine, new SetParametersCommand(MarketDefinitionMapping.ToParameters(definition)));
        return Say(outcome.Code, Commit(outcome, engine));
    }

    /// <inheritdoc/>
    public Task<PhaseReply> SetPhase(PhaseOrder order)
    {
        if (!TryBegin(out MarketEngine? engine))
        {
            return Unlisted(default(PhaseReply) with { Code = ResultCode.UnknownMarket });
        }

        // A market ends with its last settlement, never by an order.
        if (order.Phase == MarketPhase.Settled)
        {
            return Say(PhaseReplyOf(engine, ResultCode.InvalidRequest), _log.Barrier());
        }

        StepOutcome outcome = Step(engine, order.ToCore());
        return Say(PhaseReplyOf(engine, outcome.Code), Commit(outcome, engine));
    }

    /// <inheritdoc/>
    public Task<RowPage> ReadRows(RowQuery query)
    {
        if (!TryBegin(out MarketEngine? engine))
        {
            return Unlisted(new RowPage(_log.Epoch, 0, [], false));
        }

        return Say(RowPages.Read(engine, query, _log.Epoch), _log.Barrier());
    }

    /// <inheritdoc/>
    public Task<DepthSnapshot> GetDepth(int levels)
    {
        if (_dead)
        {
            throw new MarketUnavailableException(Symbol);
        }

        DepthSnapshot depth = _engine is { } engine
            ? DepthSnapshots.Take(engine, levels, _log.Epoch)
            : new DepthSnapshot(_log.Epoch, 0, [], []);
        return Task.FromResult(depth);
    }

    /// <inheritdoc/>
    public Task<LogPage> ReadLog(LogQuery query) =>
        _engine is null ? Task.FromResult(LogFeed.Empty(ResultCode.UnknownMarket, query, _log)) : _feed.ReadAsync(query);

    /// <inheritdoc/>
    public Task<MarketReport> GetReport()
    {
        if (!TryBegin(out MarketEngine? engine))
        {
            return Unlisted(MarketReports.Unlisted(_log.Epoch));
        }

        return Say(MarketReports.Of(engine, _log.Epoch), _log.Barrier());
    }

    private static PhaseReply PhaseReplyOf(MarketEngine engine, ResultCode code) =>
        new(code, engine.Sequence, engine.Phase, engine.TargetPhase);

    private static async Task<T> Say<T>(T reply, Task durable)
    {
        await durable;
        return reply;
    }

    // Not listed is said behind a barrier too: a successor may know the market already.
    private Task<T> Unlisted<T>(T reply) => Say(reply, _log.Barrier());

    private async Task<ResultCode> List(MarketDefinition definition)
    {
        if (definition.Version != 1)
        {
            return await Say(ResultCode.UnknownMarket, _log.Barrier());
        }

        long now = NowNs();
        var engine = new MarketEngine(MarketDefinitionMapping.ToSpec(definition), MarketDefinitionMapping.ToParameters(definition), now);
        var genesis = new RecordWriter();
        engine.WriteSnapshot(genesis);
        Task listed = _log.Append(now, genesis.Written);
        _engine = engine;
        await listed;
        await Commit(Step(engine, new RaiseEpochCommand(_log.Epoch)), engine);
        return ResultCode.Ok;
    }

    // Every command passes here: refuses when nothing can be written, and after a long silence first applies what is due, because one step
    // takes in a bounded number of boundaries and a command must not fail for it.
    private bool TryBegin([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out MarketEngine? engine)
    {
        if (_dead || !_log.CanAccept)
        {
            throw new MarketUnavailableException(Symbol);
        }

        engine = _engine;
        if (engine is not null && NowNs() - engine.TimeNs > SilenceNs)
        {
            _ = ContinueBoundaries(engine);
        }

        return engine is not null;
    }

    private Task<OrderReply> Decide<TCommand>(in TCommand command, long account)
        where TCommand : struct, IMarketCommand
    {
        if (!TryBegin(out MarketEngine? engine))
        {
            return Unlisted(default(OrderReply) with { Code = ResultCode.UnknownMarket });
        }

        StepOutcome outcome = Step(engine, command);
        return Say(outcome.ToReply(_log.Epoch), Commit(outcome, engine, account));
    }

    private StepOutcome Step<TCommand>(MarketEngine engine, in TCommand command)
        where TCommand : struct, IMarketCommand => Step(engine, command, NowNs());

    private StepOutcome Step<TCommand>(MarketEngine engine, in TCommand command, long now)
        where TCommand : struct, IMarketCommand
    {
        try
        {
            StepOutcome outcome = command.ExecuteOn(engine, now, _record);
            return _record.Length <= _log.MaximumRecordBytes
                ? outcome
                : throw new InvalidOperationException($"A step made a record of {_record.Length} bytes, over {_log.MaximumRecordBytes}.");
        }
        catch (Exception fault)
        {
            _logger.LogError(fault, "{Symbol}: the step of a {Command} after {Sequence} failed", Symbol, command, _log.LastSequence);
            Quarantine(command.ToQuarantine(), now);
            throw new MarketUnavailableException(Symbol);
        }
    }

    // A step threw: the state in memory can no longer be trusted. The only thing that this activation still writes is the command's name,
    // under the last sequence that it gave, so that records of earlier steps are durable first. The next activation replays, and finds a
    // result for the command instead of executing it again.
    private void Quarantine(in QuarantineCommand poison, long nowNs)
    {
        Die();
        _record.Clear();
        try
        {
            long timeNs = Math.Max(nowNs, _log.LastTimeNs + 1);
            MarketEngine.WriteQuarantine(poison, _log.LastSequence, _log.LastTimeNs, timeNs, _record);
            _log.Append(timeNs, _record.Written);
        }
        catch (JournalException)
        {
            // The log has stopped: nothing is known of the command, and its next call decides anew.
        }
    }

    private Task Commit(in StepOutcome outcome, MarketEngine engine, long caller = 0)
    {
        if (!outcome.HasRecord)
        {
            return _log.Barrier();
        }

        Task ticket = Write(engine, outcome.TouchedAccounts, caller);
        return outcome.BoundariesDue ? ContinueBoundaries(engine) : ticket;
    }

    // One step takes in a bounded number of boundaries; after a long outage the rest follow at once, before any other command.
    private Task ContinueBoundaries(MarketEngine engine)
    {
        while (_log.CanAccept)
        {
            StepOutcome outcome = Step(engine, new NudgeCommand());
            if (!outcome.HasRecord)
            {
                break;
            }

            Task ticket = Write(engine, outcome.TouchedAccounts, caller: 0);
            if (!outcome.BoundariesDue)
            {
                return ticket;
            }
        }

        return _log.Barrier();
    }

    private void Run(MarketEngine engine, CommandBatch batch)
    {
        _answers.Begin(batch.Kinds.Length);
        var hints = new BatchHints(engine.Hints, batch);
        long now = NowNs();
        Span<int> places = stackalloc int[(int)BatchedKind.CancelMany + 1];
        foreach (BatchedKind kind in batch.Kinds)
        {
            int place = places[(int)kind]++;
            long account = BatchCommands.AccountOf(batch, kind, place);
            if (!_log.CanAccept)
            {
                _answers.Refuse(account);
                continue;
            }

            hints.Before(kind, place);
            StepOutcome outcome = kind switch
            {
                BatchedKind.Order => Step(engine, batch.Orders.ItemRef(place).ToCore(), now),
                BatchedKind.Cancel => Step(engine, batch.Cancels.ItemRef(place).ToCore(), now),
                BatchedKind.Amend => Step(engine, batch.Amendments.ItemRef(place).ToCore(), now),
                _ => Step(engine, batch.MassCancels.ItemRef(place).ToCore(), now),
            };
            _answers.Add(account, outcome);
            if (outcome.HasRecord)
            {
                _log.Stage(engine.TimeNs, _record.Written);
                _record.Clear();
            }

            if (outcome.BoundariesDue)
            {
                _ = ContinueBoundaries(engine);
            }
        }
    }

    // The records of the batch share a ticket; the rows of its accounts go back in the reply, all others are pushed.
    private Task Release(MarketEngine engine)
    {
        Task ticket = _log.Barrier();
        StagedBatch batch = _outbox.Open(ticket, MarketReports.PriceOf(engine, _log.Epoch));
        foreach (long account in _answers.Touched)
        {
            if (!_answers.IsCaller(account))
            {
                StagePush(batch, engine, account);
            }
        }

        ReleaseWhenDurable(batch, engine);
        return ticket;
    }

    private void StagePush(StagedBatch batch, MarketEngine engine, long account)
    {
        if (WellKnownAccounts.HasOwner(account))
        {
            batch.Add(new RowPush(Symbol, _log.Epoch, engine.Sequence, engine.ReadRow(account).ToContract()));
        }
    }

    // An auction or a delayed order is due. What cannot be written now is tried again.
    private async Task Wake()
    {
        if (!_dead && _log.CanAccept && _engine is { } engine)
        {
            await Commit(Step(engine, new NudgeCommand()), engine);
        }
    }

    private void ReleaseWhenDurable(StagedBatch batch, MarketEngine engine)
    {
        _outbox.ReleaseWhenDurable(batch);
        _alarm.Set(engine, NowNs());
        if (_log.IsSnapshotDue)
        {
            _log.Snapshot(writer => MarketLog.WriteSnapshot(writer, engine, _outbox.Unacknowledged()));
        }
    }

    private Task Write(MarketEngine engine, ReadOnlySpan<long> touched, long caller)
    {
        Task ticket = _log.Append(engine.TimeNs, _record.Written);
        _record.Clear();
        StagedBatch batch = _outbox.Open(ticket, MarketReports.PriceOf(engine, _log.Epoch));
        foreach (long account in touched)
        {
            // The reply to the caller carries his row and counts as its push.
            if (account != caller)
            {
                StagePush(batch, engine, account);
            }
        }

        ReleaseWhenDurable(batch, engine);
        return ticket;
    }

    private void Die()
    {
        _dead = true;
        _outbox.Stop();
        _alarm.Stop();
        _feed.Stop();
        DeactivateOnIdle();
    }

    private long NowNs() => _clock.NowNs();
}
