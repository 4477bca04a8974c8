using Orleans;
using Orleans.Simulation;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
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
    private const double NeedlessRepeat = 0.08;
    private const double OtherBody = 0.03;
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
        var operation = new Operation(OperationKind.Place, account, order.Id) { Order = order };
        await RunAsync(
            operation,
            order.DeadlineNs,
            async () => Answer.Of(await _grain.PlaceOrder(order)),
            async () => Answer.Of(await _grain.PlaceOrder(order with { QuantityLots = order.QuantityLots + 5 })));
        if (operation.Answers.Exists(answer => answer.Code == ResultCode.Ok && answer.Order.RemainingLots > 0))
        {
            Resting.Add(operation);
        }

        return operation;
    }

    public async Task<Operation> CancelAsync(CancelRequest cancel)
    {
        var operation = new Operation(OperationKind.Cancel, account, cancel.Id) { Cancel = cancel };
        await RunAsync(
            operation,
            cancel.DeadlineNs,
            async () => Answer.Of(await _grain.CancelOrder(cancel)),
            async () => Answer.Of(await _grain.CancelOrder(cancel with { OrderId = cancel.OrderId + 1 })));
        return operation;
    }

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
            operation.Answers.Add(await TryAsync(() => SendAsync(operation.Kind, operation.Ledger!)));
        }
    }

    private async Task<Answer> SendAsync(OperationKind kind, LedgerCommand command) => Answer.Of(kind switch
    {
        OperationKind.Deposit => await _grain.Deposit(command),
        OperationKind.Withdraw => await _grain.Withdraw(command),
        _ => await _grain.Transfer(command),
    });

    private async Task RunAsync(Operation operation, long deadlineNs, Func<Task<Answer>> send, Func<Task<Answer>> sendOther)
    {
        history.Add(operation);
        UnderWay++;
        long deadline = deadlineNs == 0 ? clock.NowNs() : deadlineNs;
        Task second = random.Chance(Twice) ? RepeatAsync(operation, send) : Task.CompletedTask;
        bool wasLost = false;
        while (true)
        {
            Answer answer = await TryAsync(send);
            operation.Answers.Add(answer);
            if (answer.IsResult)
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
        await TroubleAsync(operation, deadline, send, sendOther);
        UnderWay--;
    }

    private async Task RepeatAsync(Operation operation, Func<Task<Answer>> send)
    {
        await Task.Delay(random.NextTimeSpan(TimeSpan.Zero, TimeSpan.FromMilliseconds(100)), clock);
        operation.Answers.Add(await TryAsync(send));
    }

    // What careless clients do: send again what is decided, or use an id twice.
    private async Task TroubleAsync(Operation operation, long deadline, Func<Task<Answer>> send, Func<Task<Answer>> sendOther)
    {
        if (random.Chance(NeedlessRepeat) && clock.NowNs() < deadline + PatienceNs)
        {
            operation.Answers.Add(await TryAsync(send));
        }

        bool isStored = operation.Answers.Exists(answer => answer.Code == ResultCode.Ok || answer.Order.Sequence > 0);
        if (random.Chance(OtherBody) && isStored && clock.NowNs() < deadline + PatienceNs)
        {
            operation.AnswersToOtherBody.Add(await TryAsync(sendOther));
        }
    }

    private static async Task<Answer> TryAsync(Func<Task<Answer>> send)
    {
        try
        {
            return await send();
        }
        catch (Exception fault) when (fault is not SimulationException)
        {
            // A lost call says nothing: neither that it happened nor that it did not.
            return Answer.Lost;
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
