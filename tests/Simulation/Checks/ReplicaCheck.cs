using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.MarketData.Following;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.MarketData.Replicas;
using OrleansMarkets.Simulation.Evidence;

namespace OrleansMarkets.Simulation.Checks;

/// <summary>What followers of the markets have folded, through every fault, against the logs: all of it and nothing else (I26).</summary>
internal sealed class ReplicaCheck(JournalEvidence journal, Violations violations)
{
    private const string Invariant = "I26";

    public void Run(IEnumerable<MarketFollower> followers)
    {
        foreach (MarketFollower follower in followers)
        {
            MarketEngine engine = journal.Markets[follower.Symbol].Engine;
            violations.Require(
                follower.Failure is null && follower.AppliedSequence == engine.Sequence,
                Invariant,
                $"{follower.Symbol}: folded {follower.AppliedSequence} of {engine.Sequence}, {follower.Failure}");
            if (follower.AppliedSequence == engine.Sequence)
            {
                CheckDepth(engine, follower.Replica, Side.Buy);
                CheckDepth(engine, follower.Replica, Side.Sell);
                CheckRows(engine, follower.Replica);
            }
        }
    }

    private void CheckDepth(MarketEngine engine, MarketReplica replica, Side side)
    {
        var levels = new DepthLevel[MarketReplica.MaximumDepthLevels];
        DepthLevel[] live = levels[..engine.Book.CopyDepth(side, levels)];
        DepthImage depth = replica.ReadDepth(MarketReplica.MaximumDepthLevels);
        bool isSame = live.SequenceEqual(side == Side.Buy ? depth.Bids : depth.Asks);
        violations.Require(isSame, Invariant, $"{replica.Symbol}: other levels on the side {side} at {engine.Sequence}");
    }

    private void CheckRows(MarketEngine engine, MarketReplica replica)
    {
        var rows = new ClearingRow[engine.RowCount];
        engine.CopyRows(0, rows);
        foreach (ClearingRow row in rows)
        {
            AccountTotals totals = replica.ReadTotals(row.Account);
            bool isSame = totals.SizeLots == row.SizeLots
                && totals.CostBasisQuanta == row.CostBasisQuanta
                && totals.RealisedQuanta == row.RealisedPnlQuanta
                && totals.FeesQuanta == row.FeesQuanta
                && replica.ReadOpenOrders(row.Account).Length == row.OpenOrders;
            violations.Require(isSame, Invariant, $"{replica.Symbol}: {totals} is not {row}");
        }
    }
}
