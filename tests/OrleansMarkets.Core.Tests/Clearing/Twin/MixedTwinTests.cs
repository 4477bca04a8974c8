using FsCheck;
using FsCheck.Fluent;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Tests.Money;

namespace OrleansMarkets.Core.Tests.Clearing.Twin;

/// <summary>
/// All types of orders in one flow: the engine and its naive twin do the same, event for event, and every property of a book holds. A long
/// run has ten million commands.
/// </summary>
public sealed class MixedTwinTests
{
    private const int Runs = 160;
    private const int LongRuns = 25_000;
    private const int CommandsPerRun = 400;

    // Narrow limits, so that random orders meet them.
    internal static readonly MarketParameters Rules = TestMarket.Calm with
    {
        MaximumLots = 50,
        MaximumPositionLots = 70,
        MaximumPriceUnits = 100_000,
        PriceBandPpm = 30_000,
        MaximumOpenOrders = 10,
    };

    /// <summary>Commands of so many of the kinds in a hundred and ten: the last ten are phases and times.</summary>
    internal static Gen<MixedCommand> CommandOf(int kinds) =>
        from kind in Gen.Choose(0, kinds - 1)
        from account in Gen.Choose(1, 4)
        from isBuy in Gen.Elements(true, false)
        from offset in Gen.Frequency((9, Gen.Choose(-8, 8)), (1, Gen.Choose(-40, 40)))
        from lots in Gen.Frequency((9, Gen.Choose(1, 12)), (1, Gen.Choose(1, 55)))
        from variant in Gen.Choose(0, 239)
        from target in Gen.Choose(0, 119)
        from extra in Gen.Choose(0, 119)
        select new MixedCommand(kind, account, isBuy, offset, lots, variant, target, extra);

    private readonly HashSet<string> _seen = [];
    private int _commands;

    [Fact]
    public void Engine_and_twin_give_the_same_events_for_the_same_commands()
    {
        Properties.Check(CommandOf(kinds: 100).ListOf(CommandsPerRun), Compare, Runs, LongRuns);
        Assert.Equal((Properties.IsLong ? LongRuns : Runs) * CommandsPerRun, _commands);
        string[] expected =
        [
            "trade", "rest", "cancel", "refill", "shrink", "replace", "move",
            "wait", "unwait", "lessen", "rewait", "trigger", "worked", "set",
            .. new[]
            {
                CancelReason.Requested,
                CancelReason.Touched,
                CancelReason.SelfTrade,
                CancelReason.NothingToReduce,
                CancelReason.NoLiquidity,
                CancelReason.ExceedsPosition,
                CancelReason.Expired,
                CancelReason.Amended,
                CancelReason.TimerRanOut,
                CancelReason.LinkedFill,
                CancelReason.ParentEnded,
                CancelReason.ChildEntered,
                CancelReason.WouldTake,
                CancelReason.CannotFillWhole,
            }.Select(reason => $"{reason}"),
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
                ResultCode.CannotAmend,
                ResultCode.TriggerAlreadyReached,
                ResultCode.LinkedOrderGone,
                ResultCode.LinkMismatch,
                ResultCode.LinkedOrderTraded,
                ResultCode.PegUnavailable,
            }.Select(code => $"{code}"),
        ];
        Assert.Empty(expected.Except(_seen));
    }

    private void Compare(IEnumerable<MixedCommand> commands)
    {
        var pair = new MarketPair(Rules, _seen);
        pair.Begin();
        foreach (MixedCommand command in commands)
        {
            command.Run(pair);
            _commands++;
        }

        pair.End();
    }
}
