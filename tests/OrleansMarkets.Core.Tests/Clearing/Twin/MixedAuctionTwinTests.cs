using FsCheck;
using FsCheck.Fluent;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Tests.Markets;
using OrleansMarkets.Core.Tests.Money;

namespace OrleansMarkets.Core.Tests.Clearing.Twin;

/// <summary>
/// All types of orders through all phases, with interruptions and batches: what waits, is linked, hidden or pegged meets uncrossings. The
/// engine and its naive twin do the same, event for event, and every property of a book holds.
/// </summary>
public sealed class MixedAuctionTwinTests
{
    private const int Runs = 160;
    private const int LongRuns = 12_500;
    private const int CommandsPerRun = 400;

    private static readonly Gen<AuctionParameters> Rules =
        from preOpen in Gen.Elements(0, 300)
        from interruption in Gen.Choose(1, 3)
        from closing in Gen.Elements(0, 200)
        from band in Gen.Elements(0, 4_000, 8_000)
        from window in Gen.Elements(0, 0, 50, 120)
        select new AuctionParameters(
            preOpen * TestMarket.Ms, interruption * TestMarkets.SecondNs, closing * TestMarket.Ms, band, window * TestMarket.Ms, 0);

    private static readonly Gen<Run> AnyRun =
        from rules in Rules
        from commands in MixedTwinTests.CommandOf(kinds: 110).ListOf(CommandsPerRun)
        select new Run(rules, [.. commands]);

    private readonly HashSet<string> _seen = [];

    [Fact]
    public void Engine_and_twin_give_the_same_events_in_every_phase_and_under_every_rule_of_auctions()
    {
        Properties.Check(AnyRun, Compare, Runs, LongRuns);
        string[] expected =
        [
            "trade", "cross", "priced", "phase", "rest", "cancel", "refill", "shrink", "replace", "move",
            "wait", "unwait", "lessen", "rewait", "trigger", "worked", "set",
            .. new[]
            {
                MarketPhase.Open,
                MarketPhase.ReduceOnly,
                MarketPhase.Halted,
                MarketPhase.PreOpen,
                MarketPhase.Interrupted,
                MarketPhase.Closing,
            }.Select(phase => $"{phase}"),
            .. new[]
            {
                CancelReason.SelfTrade,
                CancelReason.NothingToReduce,
                CancelReason.ExceedsPosition,
                CancelReason.Expired,
                CancelReason.TimerRanOut,
                CancelReason.LinkedFill,
                CancelReason.ParentEnded,
                CancelReason.PhaseClosed,
                CancelReason.AuctionEnded,
                CancelReason.Interrupted,
            }.Select(reason => $"{reason}"),
            .. new[]
            {
                ResultCode.MarketNotOpen,
                ResultCode.NotInAuction,
                ResultCode.WouldTake,
                ResultCode.CannotAmend,
                ResultCode.TriggerAlreadyReached,
            }.Select(code => $"{code}"),
        ];
        Assert.Empty(expected.Except(_seen));
    }

    private void Compare(Run run)
    {
        var pair = new MarketPair(MixedTwinTests.Rules with { Auction = run.Rules }, _seen);
        pair.Begin();
        foreach (MixedCommand command in run.Commands)
        {
            command.Run(pair);
        }

        pair.End();
    }

    /// <summary>A market's rules and what happens to it.</summary>
    public sealed record Run(AuctionParameters Rules, MixedCommand[] Commands);
}
