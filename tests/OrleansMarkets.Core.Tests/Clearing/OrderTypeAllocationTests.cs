using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Conditionals;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing;

/// <summary>
/// No kind of order and no kind of command allocates once the arrays have grown: each is measured alone, on a market where all the others
/// are, so that a failure names it.
/// </summary>
public sealed class OrderTypeAllocationTests
{
    private const int Accounts = 8;
    private const int Warm = 30_000;
    private const int Measured = 4_000;
    private const int Rounds = 5;

    // What the commands name: an own order of so many submits ago.
    private const int Remembered = 64;

    private static readonly CommandId[] Groups = [.. Enumerable.Range(1, 256).Select(group => new CommandId(2, (ulong)group))];

    private readonly MarketEngine _engine = new TestMarket(TestMarket.With(makerPpm: -50, takerPpm: 500) with
    {
        MaximumOpenOrders = 100,
        MaximumPositionLots = 1_000_000,
    }).Engine;

    private readonly RecordWriter _writer = new();
    private readonly long[] _stamps = new long[Accounts + 1];
    private readonly long[,] _orders = new long[Accounts + 1, Remembered];
    private readonly int[] _submitted = new int[Accounts + 1];
    private readonly Random _random = new(1);

    // Instructions are made before they are measured: whoever reads a request makes them.
    private readonly OrderInstructions[] _instructions;
    private readonly OrderInstructions[] _parents;
    private readonly OrderInstructions[] _children;
    private long _nowNs = TestMarket.StartNs + (100 * TestMarket.Ms);
    private ulong _ids;
    private int _group;
    private readonly WaitingImage[] _waiting = new WaitingImage[100];
    private int _amendedWaiting;

    public OrderTypeAllocationTests()
    {
        long later = _nowNs + (1_000_000_000L * TestMarket.Ms);
        _instructions =
        [
            new(DisplayLots: 2),
            new(ExpiresNs: later, Tag: 2),
            new(SelfTrade: SelfTradePolicy.Decrement, SelfTradeGroup: 3),
            new(SelfTrade: SelfTradePolicy.CancelBoth),
            new(Trigger: new TriggerTerms(TriggerKind.Stop, TriggerPrice.Mark, 1_006, 0, 0, 0)),
            new(Trigger: new TriggerTerms(TriggerKind.TakeProfit, TriggerPrice.Index, 996, 0, 0, 0)),
            new(Trigger: new TriggerTerms(TriggerKind.TrailingStop, TriggerPrice.Last, 0, 4, 0, 0)),
            new(Peg: new PegTerms(PegReference.Mid, 0)),
            new(Peg: new PegTerms(PegReference.Best, -1)),
            new(Peg: new PegTerms(PegReference.Mark, -2)),
        ];
        _parents = [.. Groups.Select((id, at) => new OrderInstructions(Link: new LinkTerms((LinkKind)(1 + (at % 3)), id)))];
        _children = [.. _parents.Select(parent => parent with { Trigger = _instructions[4].Trigger })];
    }

    [Fact]
    public void No_order_of_any_type_and_no_command_allocates_after_warm_up()
    {
        Action<long>[] commands =
        [
            account => Submit(account, TimeInForce.GoodTillCancelled, OrderFlags.None, null),
            account => Submit(account, TimeInForce.FillOrKill, OrderFlags.None, null),
            account => Submit(account, TimeInForce.GoodTillCancelled, OrderFlags.PostOnlySlide, null),
            account => Submit(account, TimeInForce.GoodTillCancelled, OrderFlags.ReduceOnly, null),
            account => Submit(account, TimeInForce.GoodTillCancelled, OrderFlags.None, _instructions[_random.Next(_instructions.Length)]),
            SubmitLinked,
            Amend,
            AmendWaiting,
            MassCancel,
            account => Execute(new SetCancelTimerCommand(account, NextStamp(account), _nowNs + (_random.Next(500) * TestMarket.Ms))),
            account => Execute(new TouchCommand(account, NextStamp(account), TouchCancel.Opening)),
            account => Execute(new CancelCommand(NextId(), account, NextStamp(account), Deadline, Named(account), default)),
            _ => Execute(new UpdateIndexCommand((1_000 + _random.Next(-8, 9)) * _engine.Spec.PriceUnitE8, 1, _nowNs, true)),
        ];

        Mix(commands, Warm);
        for (int kind = 0; kind < commands.Length; kind++)
        {
            // The runtime itself may allocate once on this thread when it recompiles a method; a command's own is in every round.
            long least = long.MaxValue;
            for (int round = 0; round < Rounds && least > 0; round++)
            {
                least = Math.Min(least, Measure(commands, kind));
            }

            Assert.True(least == 0, $"command {kind} allocates {least} bytes in {Measured}");
        }

        Assert.True(_engine.Trades > Warm / 20);
        Assert.True(_amendedWaiting > 100, $"{_amendedWaiting} waiting orders were amended");
        _engine.CheckInvariants();
    }

    // The kind that is measured is half of the commands, so that the others keep the market as it is.
    private long Measure(Action<long>[] commands, int kind)
    {
        long bytes = 0;
        for (int command = 0; command < Measured; command++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Run(commands[kind]);
            bytes += GC.GetAllocatedBytesForCurrentThread() - before;
            Run(commands[_random.Next(commands.Length)]);
        }

        return bytes;
    }

    private void Mix(Action<long>[] commands, int count)
    {
        for (int command = 0; command < count; command++)
        {
            Run(commands[_random.Next(commands.Length)]);
        }
    }

    private void Run(Action<long> command)
    {
        _nowNs += 5 * TestMarket.Ms;
        _writer.Clear();
        command(1 + _random.Next(Accounts));
    }

    private long Deadline => _nowNs + (5_000 * TestMarket.Ms);

    private void Submit(long account, TimeInForce force, OrderFlags flags, OrderInstructions? instructions)
    {
        bool isConditional = instructions is { Trigger.Kind: not TriggerKind.None };
        bool isPegged = instructions is { Peg.Reference: not PegReference.None };
        Side side = _random.Next(2) == 0 ? Side.Buy : Side.Sell;
        long price = isPegged ? 1_000 + (side == Side.Buy ? 20 : -20) : 1_000 + _random.Next(-6, 7);
        force = instructions is { ExpiresNs: > 0 } ? TimeInForce.GoodTillDate : isConditional ? TimeInForce.ImmediateOrCancel : force;
        Execute(Order(NextId(), account, side, price, force, flags, instructions, isConditional));
    }

    // A group of four, the first of which makes it; a group's name comes again when its result has been forgotten.
    private void SubmitLinked(long account)
    {
        int group = _group / 4 % Groups.Length;
        bool isFirst = _group++ % 4 == 0;
        OrderInstructions instructions = isFirst ? _parents[group] : _children[group];
        Side side = _random.Next(2) == 0 ? Side.Buy : Side.Sell;
        CommandId id = isFirst ? Groups[group] : NextId();
        TimeInForce force = isFirst ? TimeInForce.GoodTillCancelled : TimeInForce.ImmediateOrCancel;
        Execute(Order(id, 1 + (group % Accounts), side, 1_000, force, OrderFlags.None, instructions, isMarket: !isFirst));
    }

    private void Amend(long account)
    {
        long orderId = Named(account);
        _engine.TryGetOrder(account, orderId, default, out RestingOrder order);
        long price = _random.Next(2) == 0 ? 0 : 1_000 + _random.Next(-6, 7);
        Execute(new AmendCommand(
            NextId(),
            account,
            NextStamp(account),
            Deadline,
            1,
            orderId,
            default,
            price,
            1 + _random.Next(10),
            ResultCode.Ok,
            order.Version,
            20,
            100));
    }

    private void AmendWaiting(long account)
    {
        int waiting = _engine.CopyWaiting(account, _waiting);
        WaitingImage order = _waiting[_random.Next(Math.Max(1, waiting))];
        long lots = 1 + _random.Next(10);
        bool trails = order.Trigger.Kind == TriggerKind.TrailingStop;
        bool rises = TriggerRules.FiresRising(order.Trigger.Kind, order.Side);
        bool isSmaller = _random.Next(2) == 0;
        Execute(new AmendCommand(
            NextId(),
            account,
            NextStamp(account),
            Deadline,
            1,
            Math.Max(1, order.OrderId),
            default,
            0,
            isSmaller ? order.QuantityLots - order.Lots + Math.Max(1, order.Lots - 1) : lots,
            ResultCode.Ok,
            order.Version,
            20,
            100,
            isSmaller || trails ? 0 : 1_000 + (rises ? 10 + lots : -10 - lots),
            isSmaller || !trails ? 0 : lots));
        _amendedWaiting += _engine.TryGetWaiting(account, order.OrderId, default, out WaitingImage now) && now.Version != order.Version
            ? 1
            : 0;
    }

    private void MassCancel(long account) =>
        Execute(new MassCancelCommand(NextId(), account, NextStamp(account), Deadline, (Side)_random.Next(3), _random.Next(3)));

    private SubmitCommand Order(
        CommandId id,
        long account,
        Side side,
        long price,
        TimeInForce force,
        OrderFlags flags,
        OrderInstructions? instructions,
        bool isMarket) => new(
            id,
            account,
            NextStamp(account),
            Deadline,
            1,
            side,
            isMarket ? OrderType.Market : OrderType.Limit,
            force,
            flags,
            isMarket ? 0 : price,
            0,
            1 + _random.Next(10),
            ResultCode.Ok,
            (flags & OrderFlags.ReduceOnly) != 0 ? 0 : 100,
            default,
            instructions);

    private void Execute(in SubmitCommand command)
    {
        _orders[command.Account, _submitted[command.Account]++ % Remembered] =
            _engine.Execute(command, _nowNs, _writer).Result.OrderId;
    }

    private void Execute<TCommand>(in TCommand command)
        where TCommand : struct, IMarketCommand => command.ExecuteOn(_engine, _nowNs, _writer);

    private long Named(long account) => Math.Max(1, _orders[account, _random.Next(Remembered)]);

    private CommandId NextId() => new(1, ++_ids);

    private CallStamp NextStamp(long account) => new(1, ++_stamps[account]);
}
