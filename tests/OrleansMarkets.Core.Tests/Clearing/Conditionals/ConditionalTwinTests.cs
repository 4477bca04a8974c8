using FsCheck;
using FsCheck.Fluent;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Tests.Clearing.Twin;
using OrleansMarkets.Core.Tests.Money;

namespace OrleansMarkets.Core.Tests.Clearing.Conditionals;

/// <summary>The engine and its naive twin do the same with conditional, linked and pegged orders, event for event.</summary>
public sealed class ConditionalTwinTests
{
    private const int Runs = 150;
    private const int CommandsPerRun = 300;
    private const long BandPpm = 100_000;

    private static readonly MarketParameters Rules = TestMarket.Calm with
    {
        PriceBandPpm = BandPpm,
        MaximumOpenOrders = 1_000,
        MaximumPriceUnits = 100_000,
        MaximumPositionLots = 1_000_000_000,
    };

    private static readonly Gen<ConditionalCommand> Command =
        from kind in Gen.Choose(0, 99)
        from account in Gen.Choose(1, 4)
        from isBuy in Gen.Elements(true, false)
        from offset in Gen.Frequency((9, Gen.Choose(-8, 8)), (1, Gen.Choose(-30, 30)))
        from lots in Gen.Choose(1, 12)
        from variant in Gen.Choose(0, 119)
        from target in Gen.Choose(0, 119)
        select new ConditionalCommand(kind, account, isBuy, offset, lots, variant, target);

    private readonly HashSet<string> _seen = [];

    [Fact]
    public void Engine_and_twin_give_the_same_events_for_the_same_commands()
    {
        Properties.Check(Command.ListOf(CommandsPerRun), Compare, Runs);
        string[] expected =
        [
            "trade", "rest", "move", "wait", "lessen", "rewait", "trigger", "worked", "set",
            .. new[] { CancelReason.LinkedFill, CancelReason.ParentEnded, CancelReason.ChildEntered }.Select(reason => $"{reason}"),
            .. new[]
            {
                ResultCode.TriggerAlreadyReached,
                ResultCode.LinkedOrderGone,
                ResultCode.LinkMismatch,
                ResultCode.LinkedOrderTraded,
                ResultCode.PegUnavailable,
                ResultCode.NothingToReduce,
            }.Select(code => $"{code}"),
        ];
        Assert.Empty(expected.Except(_seen));
    }

    private void Compare(IEnumerable<ConditionalCommand> commands)
    {
        var pair = new MarketPair(Rules, _seen);
        pair.Begin();
        foreach (ConditionalCommand command in commands)
        {
            command.Run(pair);
        }

        pair.End();
    }
}
