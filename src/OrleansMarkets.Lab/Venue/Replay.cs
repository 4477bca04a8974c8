using Orleans.Simulation;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Journal.Memory;
using OrleansMarkets.Lab.Bars;
using OrleansMarkets.Lab.Reports;
using OrleansMarkets.Lab.Verify;

namespace OrleansMarkets.Lab.Venue;

/// <summary>One replay from bars to summary: simulated cluster, personas, and the fold of the journal that they leave.</summary>
public static class Replay
{
    /// <summary>Replays bars. The same bars, accounts and seed give the same summary on every machine.</summary>
    /// <param name="bars">The bars.</param>
    /// <param name="accounts">Traders.</param>
    /// <param name="seed">Seed of everything drawn.</param>
    /// <param name="snapshotDirectory">Folder to keep journal and summary in, null for none.</param>
    /// <param name="progress">Where progress is said.</param>
    /// <exception cref="LabException">The folder cannot be used.</exception>
    /// <exception cref="DifferenceException">The journal does not give the state that the market reports.</exception>
    public static ReplaySummary Run(BarSeries bars, int accounts, ulong seed, string? snapshotDirectory, ProgressBar progress)
    {
        KeptReplay? kept = snapshotDirectory is null ? null : KeptReplay.Reserve(snapshotDirectory);
        using DeterministicCluster cluster = VenueCluster.Create(bars, seed, out MemoryJournalStore journal);
        ReplaySession session = new(cluster.Client, cluster.Clock, bars, accounts, seed, progress);
        cluster.Run(session.RunAsync);
        (long Account, long EquityQuanta) worst = cluster.Run(session.FindWorstAccountAsync);
        MarketReport live = cluster.Run(() => cluster.Client.GetGrain<IOrderBookGrain>(VenueMarket.Symbol).GetReport());
        JournalFold fold = cluster.Run(() => JournalFold.ReadAsync(journal, FoldMode.ApplyEvents, CancellationToken.None));
        RequireEqual(live, fold);
        ReplaySummary summary = SummaryBuilder.Build(bars, accounts, seed, fold, session.Tally, worst);
        kept?.Write(journal, summary);
        return summary;
    }

    // What the log gives must be what the live market says of itself.
    private static void RequireEqual(MarketReport live, JournalFold fold)
    {
        string folded = Convert.ToHexStringLower(fold.Markets[VenueMarket.Symbol].Engine.StateHash());
        if (folded != live.StateHash)
        {
            throw new DifferenceException(
                "market " + VenueMarket.Symbol, $"the log gives state {folded}, the live market has {live.StateHash}");
        }
    }
}
