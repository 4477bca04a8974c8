using System.Collections.Immutable;
using Orleans;
using Orleans.Simulation;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Simulation.Reach;

namespace OrleansMarkets.Simulation.Clients;

/// <summary>
/// One account's client: sends a command again under its id until it has a result or its time is over, sometimes needlessly, sometimes with
/// another body, and keeps the history of all of it.
/// </summary>
internal sealed class VenueClient(
    IGrainFactory grains, TimeProvider clock, long account, SimulationRandom random, List<Operation> history, ReachCounters reach)
{
    /// <summary>After its deadline a command is sent again for so long: the book keeps results twice as long.</summary>
    private const long PatienceNs = 7 * Second;

    private const long Second = 1_000_000_000;
    private const int MaximumResolutions = 10;
    private const int RungShift = 56;
    private const double NeedlessRepeat = 0.08;
    private const double OtherBodyOnce = 0.03;
    private const double Twice = 0.05;

    private readonly ICrossMarginGrain _grain = grains.GetGrain<ICrossMarginGrain>(account);
    private ulong _lastId;

    /// <summary>The account.</summary>
    public long Account => account;

    /// <summary>Operations under way.</summary>
    public int UnderWay { get; private set; }

    /// <summary>This client's orders that were accepted and may rest.</summary>
    public List<Operation> Resting { get; } = [];

    public CommandKey NextId() => new((ulong)account, ++_lastId);

    public async Task<Operation> PlaceAsync(PlaceOrder order)
    {
        Operation operation = OperationOf(order);
        await RunAsync(
            operation,
            order.DeadlineNs,
            async () => Answer.Of(await _grain.PlaceOrder(order)),
            async () => Answer.Of(await _grain.PlaceOrder(OtherBody(order))));
        KeepIfResting(operation);
        return operation;
    }

    public async Task<Operation> CancelAsync(CancelRequest cancel)
    {
        Operation operation = OperationOf(cancel);
        await RunAsync(
            operation,
            cancel.DeadlineNs,
            async () => Answer.Of(await _grain.CancelOrder(cancel)),
            async () => Answer.Of(await _grain.CancelOrder(cancel with { OrderId = cancel.OrderId + 1 })));
        return operation;
    }

    public async Task<Operation> AmendAsync(AmendRequest amendment)
    {
        Operation operation = OperationOf(amendment);
        await RunAsync(
            operation,
            amendment.DeadlineNs,
            async () => Answer.Of(await _grain.AmendOrder(amendment)),
            async () => Answer.Of(await _grain.AmendOrder(amendment with { QuantityLots = amendment.QuantityLots + 5 })));
        return operation;
    }

    public async Task<Operation> CancelManyAsync(MassCancelRequest cancel)
    {
        var operation = new Operation(OperationKind.MassCancel, account, cancel.Id) { MassCancel = cancel };
        await RunAsync(
            operation,
            cancel.DeadlineNs,
            async () => Answer.Of(await _grain.CancelOrders(cancel)),
            async () => Answer.Of(await _grain.CancelOrders(cancel with { Tag = cancel.Tag + 1 })));
        return operation;
    }

    /// <summary>Sends a scale order, which is as many commands as it has orders.</summary>
    public async Task<Operation[]> ScaleAsync(ScaleOrder scale)
    {
        Operation[] operations = [.. Enumerable.Range(1, scale.Orders).Select(number =>
            new Operation(OperationKind.Scale, account, scale.Id with { Low = scale.Id.Low ^ ((ulong)number << RungShift) })
            {
                Scale = scale,
            })];
        async Task<Answer[]> Send(ScaleOrder order)
        {
            ScaleResult result = await _grain.PlaceScale(order);
            return result.Orders.IsDefaultOrEmpty
                ? Refused(result.Code, operations.Length)
                : [.. result.Orders.Select(each => Answer.Of(each))];
        }

        await RunAsync(
            operations,
            scale.DeadlineNs,
            () => Send(scale),
            () => Send(scale with { Instructions = OtherTag(scale.Instructions) }));
        Array.ForEach(operations, KeepIfResting);
        return operations;
    }

    /// <summary>Sends several commands in one call; whoever does not know all results sends all of them again.</summary>
    public async Task<Operation[]> ExecuteAsync(ImmutableArray<BatchItem> items, long deadlineNs)
    {
        Operation[] operations = [.. items.Select(item =>
            item.Place is { } place ? OperationOf(place) : item.Amend is { } amend ? OperationOf(amend) : OperationOf(item.Cancel!))];
        async Task<Answer[]> Send(ImmutableArray<BatchItem> batch)
        {
            OrderBatchResult result = await _grain.Execute(new OrderBatch(batch));
            return result.Results.IsDefaultOrEmpty
                ? Refused(result.Code, operations.Length)
                : [.. result.Results.Select(each => Answer.Of(each))];
        }

        await RunAsync(operations, deadlineNs, () => Send(items), () => Send([.. items.Select(OtherBody)]));
        Array.ForEach(operations, KeepIfResting);
        return operations;
    }

    /// <summary>Sets or clears the dead man's switch; a call that is lost is tried again by whoever needs it.</summary>
    public Task CancelAllAfterAsync(long timeoutNs) => QuietlyAsync(() => _grain.CancelAllAfter(timeoutNs));

    /// <summary>The same for the switch of the account's connections.</summary>
    public Task CancelAllOnDisconnectAsync(long timeoutNs) => QuietlyAsync(() => _grain.CancelAllOnDisconnect(timeoutNs));

    public Task CancelAllAsync(string symbol) => QuietlyAsync(() => _grain.CancelAll(symbol));

    public async Task<Operation> MoveAsync(OperationKind kind, string asset, long amountQuanta, long counterparty)
    {
        var command = new LedgerCommand(NextId(), asset, amountQuanta, counterparty);
        var operation = new Operation(kind, account, command.Id) { Ledger = command };
        await RunAsync(
            operation, 0, () => SendAsync(kind, command), () => SendAsync(kind, command with { AmountQuanta = amountQuanta + 1 }));
        return operation;
    }

    /// <summary>Sends an undecided movement of money again, when everything works: it must have a result then.</summary>
    public async Task ResolveAsync(Operation operation)
    {
        // The first call may find an account that is overtaken or still asks its markets: not ready is no result.
        for (int attempt = 0; attempt < MaximumResolutions && !operation.IsDecided; attempt++)
        {
            await Task.Delay(TimeSpan.FromSeconds(attempt), clock);
            await AskAsync([operation], async () => [await SendAsync(operation.Kind, operation.Ledger!)]);
        }
    }

    private async Task<Answer> SendAsync(OperationKind kind, LedgerCommand command) => Answer.Of(kind switch
    {
        OperationKind.Deposit => await _grain.Deposit(command),
        OperationKind.Withdraw => await _grain.Withdraw(command),
        _ => await _grain.Transfer(command),
    });

    private static Answer[] Refused(ResultCode code, int count) =>
        [.. Enumerable.Repeat(Answer.Of(new PlaceResult(code, 0, default, 0, 0, 0, 0)), count)];

    // One that closes the position has no quantity.
    private static PlaceOrder OtherBody(PlaceOrder order) => order.Flags.HasFlag(OrderFlags.ClosePosition)
        ? order with { Instructions = OtherTag(order.Instructions) }
        : order with { QuantityLots = order.QuantityLots + 5 };

    private static OrderInstructions OtherTag(OrderInstructions? instructions) =>
        (instructions ?? new OrderInstructions()) with { Tag = (instructions?.Tag ?? 0) + 1 };

    private static BatchItem OtherBody(BatchItem item) => new(
        item.Place is { } place ? OtherBody(place) : null,
        item.Amend is { } amend ? amend with { QuantityLots = amend.QuantityLots + 5 } : null,
        item.Cancel is { } cancel ? cancel with { OrderId = cancel.OrderId + 1 } : null);

    private Operation OperationOf(PlaceOrder order) => new(OperationKind.Place, account, order.Id) { Order = order };

    private Operation OperationOf(CancelRequest cancel) => new(OperationKind.Cancel, account, cancel.Id) { Cancel = cancel };

    private Operation OperationOf(AmendRequest amendment) => new(OperationKind.Amend, account, amendment.Id) { Amendment = amendment };

    private void KeepIfResting(Operation operation)
    {
        bool isNew = operation.Kind is OperationKind.Place or OperationKind.Scale;
        if (isNew && operation.Answers.Exists(answer => answer.Code == ResultCode.Ok && answer.Order.RemainingLots > 0))
        {
            Resting.Add(operation);
        }
    }

    private Task RunAsync(Operation operation, long deadlineNs, Func<Task<Answer>> send, Func<Task<Answer>> sendOther) => RunAsync(
        [operation], deadlineNs, async () => [await send()], async () => [await sendOther()]);

    private async Task RunAsync(Operation[] operations, long deadlineNs, Func<Task<Answer[]>> send, Func<Task<Answer[]>> sendOther)
    {
        history.AddRange(operations);
        UnderWay++;
        long deadline = deadlineNs == 0 ? clock.NowNs() : deadlineNs;
        Task second = random.Chance(Twice) ? RepeatAsync(operations, send) : Task.CompletedTask;
        bool wasLost = false;
        while (true)
        {
            if (await AskAsync(operations, send))
            {
                reach.Add(Branch.UnknownResolvedByRetry, wasLost ? 1 : 0);
                break;
            }

            wasLost = true;
            await Task.Delay(random.NextTimeSpan(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(800)), clock);
            if (clock.NowNs() > deadline + PatienceNs)
            {
                break;
            }
        }

        await second;
        await TroubleAsync(operations, deadline, send, sendOther);
        UnderWay--;
    }

    private async Task RepeatAsync(Operation[] operations, Func<Task<Answer[]>> send)
    {
        await Task.Delay(random.NextTimeSpan(TimeSpan.Zero, TimeSpan.FromMilliseconds(100)), clock);
        await AskAsync(operations, send);
    }

    // What careless clients do: send again what is decided, or use an id twice.
    private async Task TroubleAsync(Operation[] operations, long deadline, Func<Task<Answer[]>> send, Func<Task<Answer[]>> sendOther)
    {
        if (random.Chance(NeedlessRepeat) && clock.NowNs() < deadline + PatienceNs)
        {
            await AskAsync(operations, send);
        }

        bool isStored = Array.TrueForAll(operations, IsStored);
        if (random.Chance(OtherBodyOnce) && isStored && clock.NowNs() < deadline + PatienceNs)
        {
            Answer[] answers = await TryAsync(sendOther, operations.Length);
            for (int at = 0; at < operations.Length; at++)
            {
                operations[at].AnswersToOtherBody.Add(answers[at]);
            }
        }
    }

    private static bool IsStored(Operation operation) =>
        operation.Answers.Exists(answer => answer.Code == ResultCode.Ok || answer.Order.Sequence > 0);

    // Whether every operation has a result now.
    private static async Task<bool> AskAsync(Operation[] operations, Func<Task<Answer[]>> send)
    {
        Answer[] answers = await TryAsync(send, operations.Length);
        for (int at = 0; at < operations.Length; at++)
        {
            operations[at].Answers.Add(answers[at]);
        }

        return Array.TrueForAll(answers, answer => answer.IsResult);
    }

    private static async Task<Answer[]> TryAsync(Func<Task<Answer[]>> send, int count)
    {
        try
        {
            return await send();
        }
        catch (Exception fault) when (fault is not SimulationException)
        {
            // A lost call says nothing: neither that it happened nor that it did not.
            return [.. Enumerable.Repeat(Answer.Lost, count)];
        }
    }

    private static async Task QuietlyAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception fault) when (fault is not SimulationException)
        {
            // A mass cancel has no result of its own.
        }
    }
}
