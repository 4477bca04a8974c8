using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing;

/// <summary>Matching and clearing allocate nothing once their arrays have grown.</summary>
public sealed class AllocationTests
{
    private const int Accounts = 16;
    private const int Warm = 20_000;
    private const int Measured = 5_000;
    private const int Rounds = 4;

    private static readonly ClientOrderId Name = ClientOrderId.From("an-order-with-the-longest-name-of-36");

    private readonly MarketEngine _engine = new TestMarket(TestMarket.With(makerPpm: -50, takerPpm: 500)).Engine;
    private readonly RecordWriter _writer = new();
    private readonly long[] _stamps = new long[Accounts + 1];
    private long _nowNs = TestMarket.StartNs + TestMarket.Ms;
    private ulong _ids;
    private uint _state = 1;

    [Fact]
    public void No_command_allocates_after_warm_up()
    {
        Run(Warm);

        // The runtime itself may allocate once on this thread when it recompiles a method; a command's own allocation is in every round.
        long least = long.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            int trades = Run(Measured);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.True(trades > Measured / 10);
        }

        Assert.Equal(0, least);
    }

    private int Run(int commands)
    {
        int filled = 0;
        for (int command = 0; command < commands; command++)
        {
            _nowNs += 5 * TestMarket.Ms;
            _writer.Clear();
            uint dice = Next();
            long account = 1 + (Next() % Accounts);
            var stamp = new CallStamp(1, ++_stamps[account]);
            if (dice % 64 == 1)
            {
                _engine.Execute(new TouchCommand(account, stamp, TouchCancel.All), _nowNs, _writer);
                continue;
            }

            long deadline = _nowNs + (5_000 * TestMarket.Ms);
            if (dice % 3 == 0)
            {
                long orderId = Math.Max(1, _engine.Sequence - (Next() % 64));
                var cancel = new CancelCommand(new CommandId(1, ++_ids), account, stamp, deadline, orderId, default);
                _engine.Execute(cancel, _nowNs, _writer);
                continue;
            }

            var submit = new SubmitCommand(
                new CommandId(1, ++_ids),
                account,
                stamp,
                deadline,
                1,
                (Side)(1 + (Next() % 2)),
                OrderType.Limit,
                TimeInForce.GoodTillCancelled,
                OrderFlags.None,
                990 + (Next() % 21),
                0,
                1 + (Next() % 20),
                ResultCode.Ok,
                500,
                Name);
            filled += _engine.Execute(submit, _nowNs, _writer).Result.FilledLots > 0 ? 1 : 0;
        }

        return filled;
    }

    private uint Next()
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return _state;
    }
}
