using FsCheck;
using FsCheck.Fluent;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Money;

namespace OrleansMarkets.Core.Tests.Matching;

/// <summary>
/// The fast matcher and its naive twin give the same outcomes, trades and books for the same random commands, while the small window of the
/// fast one moves, grows and leaves prices out.
/// </summary>
public sealed class OrderMatcherTwinTests
{
    private const int Runs = 150;
    private const int LongRuns = 8_000;
    private const int CommandsPerRun = 2_500;
    private const int BatchCommands = 250;
    private const int Symbols = 2;

    private static readonly PriceWindow Window = new(PriceWindow.Minimum, 4 * PriceWindow.Minimum);

    // Dice decide, so that a failure shrinks; prices drift, jump and spread as the run's character says.
    private static readonly Gen<RandomFlow> Flow =
        from seed in Gen.Choose(1, int.MaxValue)
        from commands in Gen.Choose(1, CommandsPerRun)
        from spread in Gen.Elements(2, 20, 200, 3_000)
        from drift in Gen.Elements(0, 1, 7)
        from jump in Gen.Elements(0, 5, 100)
        select new RandomFlow(seed, commands, spread, drift, jump);

    [Fact]
    public void Fast_and_naive_give_the_same_for_the_same_commands()
    {
        var seen = new HashSet<OrderOutcome>();
        int runs = Properties.IsLong ? LongRuns : Runs;
        Properties.Check(Flow, flow => Compare(flow, seen), runs);
        Assert.Equal([OrderOutcome.None], Enum.GetValues<OrderOutcome>().Except(seen));
    }

    private static void Compare(RandomFlow flow, HashSet<OrderOutcome> seen)
    {
        OrderCommand[] commands = flow.Commands(Symbols);
        var fast = new OrderMatcher(Symbols, commands.Length, new TradeTape(2 * commands.Length), Window);
        var naive = new NaiveOrderMatcher(new TradeTape(2 * commands.Length));
        var actual = new OrderOutcome[commands.Length];
        var expected = new OrderOutcome[commands.Length];
        for (int at = 0; at < commands.Length; at += BatchCommands)
        {
            int count = Math.Min(BatchCommands, commands.Length - at);
            fast.Execute(commands.AsSpan(at, count), actual.AsSpan(at, count));
            naive.Execute(commands.AsSpan(at, count), expected.AsSpan(at, count));
            Assert.Equal(naive.Resting(), fast.Resting());
        }

        Assert.Equal(expected, actual);
        Assert.Equal(naive.Tape.Trades.ToArray(), fast.Tape.Trades.ToArray());
        seen.UnionWith(expected);
    }
}
