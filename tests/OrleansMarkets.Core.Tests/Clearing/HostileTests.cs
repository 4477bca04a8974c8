using FsCheck;
using FsCheck.Fluent;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Money;

namespace OrleansMarkets.Core.Tests.Clearing;

/// <summary>
/// Hostile values: a clear code, no exception, no state beyond a stored result; malformed commands change nothing at all.
/// </summary>
public sealed class HostileTests
{
    private static readonly Gen<long> Any = Gen.OneOf(
        Gen.Elements(0L, 1, -1, 2, 1_000, long.MaxValue, long.MinValue, long.MaxValue - 1, 1L << 60, 1L << 61, 1L << 32),
        Properties.Signed(long.MaxValue));

    private static readonly Gen<byte> AnyByte = Gen.Choose(0, 255).Select(value => (byte)value);

    private static readonly Gen<SubmitCommand> AnySubmit =
        from numbers in Any.ArrayOf(9)
        from bytes in AnyByte.ArrayOf(4)
        from mask in Gen.Choose(0, (1 << 15) - 1)
        select Distort(numbers, bytes, mask);

    [Fact]
    public void A_submit_of_any_values_is_answered_and_a_malformed_one_changes_nothing() =>
        Properties.Check(AnySubmit.ArrayOf(20), Hold, 400);

    [Fact]
    public void Malformed_cancels_touches_and_steps_change_nothing() => Properties.Check(Any.ArrayOf(9), numbers =>
    {
        var market = new TestMarket();
        market.Place(1, Side.Buy, 990, 5);
        byte[] before = market.Engine.StateHash();
        var stamp = new CallStamp(numbers[0], numbers[1]);
        var id = new CommandId(unchecked((ulong)numbers[2]), 0);
        Outcome[] outcomes =
        [
            market.Run(new CancelCommand(id, -numbers[3], stamp, numbers[4], -Math.Abs(numbers[5] / 2), default)),
            market.Run(new TouchCommand(WellKnownAccounts.FundingPool, stamp, TouchCancel.All)),
            market.Run(new TouchCommand(numbers[3], stamp, (TouchCancel)9)),
            market.Run(new LiquidateCommand(numbers[3], stamp, numbers[4], -1, Side.Sell, numbers[5], numbers[6], numbers[7], numbers[8])),
            market.Run(new LiquidateCommand(1, stamp, 1, 1, (Side)7, numbers[5], numbers[6], numbers[7], numbers[8])),
            market.Run(new DeleverageCommand(
                numbers[3], stamp, numbers[4], 1, numbers[5], new[] { new DeleverageCounterparty(numbers[6], -1, 0, 0) })),
        ];
        Assert.All(outcomes, outcome => Assert.Equal((ResultCode.InvalidRequest, false), (outcome.Code, outcome.HasRecord)));
        Assert.Equal(before, market.Engine.StateHash());
    });

    [Fact]
    public void An_index_of_any_values_leaves_a_mark_within_the_market() => Properties.Check(Any.ArrayOf(3), numbers =>
    {
        var market = new TestMarket();
        market.Open(1, 2, 1_000, 5);
        market.Run(new UpdateIndexCommand(numbers[0], numbers[1], numbers[2], true));
        market.Run(new UpdateIndexCommand(numbers[0], numbers[1], market.NowNs, true));
        Assert.InRange(market.Engine.MarkUnits, 1, market.First.MaximumPriceUnits);
        market.Engine.CheckInvariants();
    });

    [Fact]
    public void Liquidations_with_any_prices_keep_the_books_balanced() => Properties.Check(Any.ArrayOf(3), numbers =>
    {
        var market = new TestMarket();
        market.Open(1, 2, 1_000, 5);
        market.Place(3, Side.Buy, 990, 5);
        Outcome outcome = market.Run(new LiquidateCommand(
            1, market.NextStamp(1), 1, 1, Side.Sell, numbers[0], numbers[1], numbers[2], 0));
        Assert.True(outcome.Code is ResultCode.Ok or ResultCode.InvalidRequest);
        Assert.InRange(outcome.Liquidation.LiquidationFeeQuanta, 0, 5_000);
        market.Engine.CheckInvariants();
    });

    [Fact]
    public void Reserves_of_an_account_cannot_overflow()
    {
        var market = new TestMarket();
        Assert.Equal(ResultCode.Ok, market.Submit(1, Side.Buy, 990, 1, reserve: MarketLimits.MaximumReserveQuanta).Code);
        Assert.Equal(ResultCode.QuantityTooLarge, market.Submit(1, Side.Buy, 990, 1, reserve: 1).Code);
        Assert.Equal(ResultCode.InvalidRequest, market.Submit(2, Side.Buy, 990, 1, reserve: MarketLimits.MaximumReserveQuanta + 1).Code);
    }

    private static void Hold(SubmitCommand[] commands)
    {
        var market = new TestMarket();
        market.Open(1, 2, 1_000, 5);
        foreach (SubmitCommand command in commands)
        {
            byte[] before = market.Engine.StateHash();
            Outcome outcome = market.Run(command);
            Assert.True(Enum.IsDefined(outcome.Code));
            if (!outcome.HasRecord)
            {
                Assert.Equal(before, market.Engine.StateHash());
            }

            market.Engine.CheckInvariants();
        }

        Assert.Equal(market.Engine.StateHash(), market.Folded().StateHash());
    }

    // A sound order of which the fields in the mask are replaced.
    private static SubmitCommand Distort(long[] numbers, byte[] bytes, int mask)
    {
        long Pick(int bit, long sound, long hostile) => (mask & (1 << bit)) == 0 ? sound : hostile;
        return new SubmitCommand(
            new CommandId(unchecked((ulong)numbers[0]), unchecked((ulong)Pick(0, numbers[1], 0))),
            Pick(1, 1 + ((numbers[2] & long.MaxValue) % 3), numbers[2]),
            new CallStamp(Pick(2, 1, numbers[3]), Pick(3, 1 + (numbers[4] & 0xFFFF), numbers[4])),
            Pick(4, TestMarket.StartNs + (4_000 * TestMarket.Ms), numbers[5]),
            Pick(5, 1, numbers[6]),
            (Side)Pick(6, 1 + (bytes[0] & 1), bytes[0]),
            (OrderType)Pick(7, 1, bytes[1]),
            (TimeInForce)Pick(8, 1 + (bytes[2] % 3), bytes[2]),
            (OrderFlags)Pick(9, 0, bytes[3]),
            Pick(10, 1_000, numbers[7]),
            Pick(14, 0, numbers[7]),
            Pick(11, 1 + (numbers[8] & 15), numbers[8]),
            (ResultCode)Pick(13, 0, numbers[6] % 10_000),
            Pick(12, 10, numbers[5]));
    }
}
