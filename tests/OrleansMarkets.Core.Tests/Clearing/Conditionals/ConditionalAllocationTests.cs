using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing.Conditionals;

/// <summary>Waiting, trailing and pegged orders allocate nothing once their arrays have grown.</summary>
public sealed class ConditionalAllocationTests
{
    private const int Accounts = 8;
    private const int Warm = 20_000;
    private const int Measured = 4_000;
    private const int Rounds = 4;

    private static readonly OrderInstructions[] Kinds =
    [
        new(Trigger: new TriggerTerms(TriggerKind.Stop, TriggerPrice.Mark, 1_006, 0, 0, 0)),
        new(Trigger: new TriggerTerms(TriggerKind.Stop, TriggerPrice.Mark, 994, 0, 0, 0)),
        new(Trigger: new TriggerTerms(TriggerKind.TakeProfit, TriggerPrice.Index, 1_004, 0, 0, 0)),
        new(Trigger: new TriggerTerms(TriggerKind.TrailingStop, TriggerPrice.Mark, 0, 3, 0, 0)),
        new(Trigger: new TriggerTerms(TriggerKind.TrailingStop, TriggerPrice.Last, 0, 0, 4_000, 0)),
        new(Peg: new PegTerms(PegReference.Mid, 0)),
        new(Peg: new PegTerms(PegReference.Mark, -2)),
    ];

    private readonly MarketEngine _engine = new TestMarket(TestMarket.With(makerPpm: -50, takerPpm: 500)).Engine;
    private readonly RecordWriter _writer = new();
    private readonly long[] _stamps = new long[Accounts + 1];
    private readonly Random _random = new(1);
    private long _nowNs = TestMarket.StartNs + (100 * TestMarket.Ms);
    private ulong _ids;

    [Fact]
    public void No_command_allocates_after_warm_up()
    {
        Run(Warm);

        // The runtime itself may allocate once on this thread when it recompiles a method; a command's own allocation is in every round.
        long least = long.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long trades = _engine.Trades;
            long before = GC.GetAllocatedBytesForCurrentThread();
            Run(Measured);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.True(_engine.Trades - trades > Measured / 20);
        }

        Assert.Equal(0, least);
    }

    private void Run(int commands)
    {
        for (int command = 0; command < commands; command++)
        {
            _nowNs += 5 * TestMarket.Ms;
            _writer.Clear();
            int dice = _random.Next(100);
            long account = 1 + _random.Next(Accounts);
            if (dice < 15)
            {
                long index = (1_000 + _random.Next(-8, 9)) * _engine.Spec.PriceUnitE8;
                _engine.Execute(new UpdateIndexCommand(index, 1, _nowNs, true), _nowNs, _writer);
            }
            else if (dice < 20)
            {
                _engine.Execute(new TouchCommand(account, NextStamp(account), TouchCancel.All), _nowNs, _writer);
            }
            else
            {
                _engine.Execute(Order(account, dice), _nowNs, _writer);
            }
        }
    }

    private SubmitCommand Order(long account, int dice)
    {
        OrderInstructions? instructions = dice < 60 ? null : Kinds[_random.Next(Kinds.Length)];
        bool isConditional = instructions is { Trigger.Kind: not TriggerKind.None };
        bool isPegged = instructions is { Peg.Reference: not PegReference.None };
        Side side = _random.Next(2) == 0 ? Side.Buy : Side.Sell;
        long price = isPegged ? 1_000 + (side == Side.Buy ? 20 : -20) : 1_000 + _random.Next(-6, 7);
        return new SubmitCommand(
            new CommandId(1, ++_ids),
            account,
            NextStamp(account),
            _nowNs + (5_000 * TestMarket.Ms),
            1,
            side,
            isConditional ? OrderType.Market : OrderType.Limit,
            isConditional ? TimeInForce.ImmediateOrCancel : TimeInForce.GoodTillCancelled,
            OrderFlags.None,
            isConditional ? 0 : price,
            0,
            1 + _random.Next(10),
            ResultCode.Ok,
            100,
            default,
            instructions);
    }

    private CallStamp NextStamp(long account) => new(1, ++_stamps[account]);
}
