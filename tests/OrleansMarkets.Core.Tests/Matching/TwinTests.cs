using FsCheck;
using FsCheck.Fluent;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Money;

namespace OrleansMarkets.Core.Tests.Matching;

/// <summary>
/// The engine and its naive twin do the same, event for event, on random commands; and the engine's log replays to its state.
/// </summary>
public sealed class TwinTests
{
    public const int Runs = 200;
    public const int CommandsPerRun = 600;

    private static readonly Gen<RandomCommand> Command =
        from kind in Gen.Choose(0, 99)
        from account in Gen.Choose(1, 7)
        from isBuy in Gen.Elements(true, false)
        from offset in Gen.Frequency((9, Gen.Choose(-6, 6)), (1, Gen.Choose(-23, 23)))
        from lots in Gen.Frequency((9, Gen.Choose(1, 12)), (1, Gen.Choose(1, 55)))
        from variant in Gen.Choose(0, 239)
        from extra in Gen.Choose(0, 59)
        select new RandomCommand(kind, account, isBuy, offset, lots, variant, extra);

    [Fact]
    public void Engine_and_twin_give_the_same_events_for_the_same_commands()
    {
        var seen = new HashSet<string>();
        Properties.Check(Command.ListOf(CommandsPerRun), commands => Compare([.. commands], seen), Runs);
        string[] expected =
        [
            "trade None",
            "rest None",
            "cancel Requested",
            "cancel Touched",
            "cancel SelfTrade",
            "cancel NothingToReduce",
            "cancel ExceedsPosition",
            "cancel Expired",
            "cancel Amended",
            "cancel TimerRanOut",
            "refill None",
            "shrink None",
            "replace None",
            .. new[]
            {
                ResultCode.Ok,
                ResultCode.PriceOutOfBand,
                ResultCode.QuantityTooLarge,
                ResultCode.TooManyOpenOrders,
                ResultCode.PositionLimit,
                ResultCode.WouldTake,
                ResultCode.CannotFillWhole,
                ResultCode.NothingToReduce,
                ResultCode.OrderNotFound,
                ResultCode.NoLiquidity,
                ResultCode.ExpiryPassed,
            }.Select(code => $"result {(long)code}"),
        ];
        Assert.Empty(expected.Except(seen));
    }

    private static void Compare(List<RandomCommand> commands, HashSet<string> seen)
    {
        var engine = new EngineVenue();
        var naive = new NaiveOrderBook();
        int submitted = 0;
        foreach (RandomCommand command in commands)
        {
            long result = command.Run(naive, submitted);
            Assert.Equal(result, command.Run(engine, submitted));
            List<MatchingEvent> events = naive.TakeEvents();
            Assert.Equal(events, engine.TakeEvents());
            seen.Add($"result {result}");
            seen.UnionWith(events.Select(e => $"{e.Kind} {e.Reason}"));
            engine.Market.Engine.CheckInvariants();
            submitted += command.Kind < RandomCommand.Submits ? 1 : 0;
        }

        Assert.Equal(naive.Depth(Side.Buy), engine.Depth(Side.Buy));
        Assert.Equal(naive.Depth(Side.Sell), engine.Depth(Side.Sell));
        for (int account = 1; account <= 7; account++)
        {
            Assert.Equal(naive.PositionOf(account), engine.PositionOf(account));
        }

        Assert.Equal(engine.Market.Engine.StateHash(), engine.Market.Folded().StateHash());
    }
}
