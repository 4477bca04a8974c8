using Orleans;
using OrleansMarkets.Benchmarks.Venue;
using OrleansMarkets.Client;
using OrleansMarkets.Contracts.CrossMargin;

namespace OrleansMarkets.Benchmarks.Load;

/// <summary>The lanes of one client: as many of each kind, over the same accounts, of which one kind runs at a time.</summary>
/// <param name="Empty">Empty calls.</param>
/// <param name="Orders">Orders by way of the SDK.</param>
/// <param name="Singles">Orders of one grain call each.</param>
/// <param name="Typed">Orders by way of the SDK's typed interface.</param>
/// <param name="Entries">What the orders by way of the SDK go through, one an account.</param>
internal sealed record LaneSet(ILane[] Empty, ILane[] Orders, ILane[] Singles, ILane[] Typed, CarriedEntry[] Entries)
{
    /// <summary>Grain calls made for orders by way of the SDK.</summary>
    public long Calls => Entries.Sum(entry => entry.Calls);

    /// <summary>Makes the lanes of a client.</summary>
    public static LaneSet Make(IGrainFactory client, BenchmarkOptions options, ulong run, OrderTally tally)
    {
        ICrossMarginGrain[] accounts =
            [.. Enumerable.Range(0, options.Accounts).Select(each => client.GetGrain<ICrossMarginGrain>(each + 1))];
        CarriedEntry[] entries = [.. accounts.Select(CarriedEntry.To)];
        var cluster = MarketsCluster.Connect(client, new ClusterConnectionOptions { Assets = BenchMarkets.Assets });
        IMarketsClient[] traders = [.. Enumerable.Range(0, options.Accounts).Select(each => cluster.ForAccount(each + 1))];
        return new LaneSet(
            Lanes(options, (account, seed) => new EmptyLane(client, account + 1, new OrderMix(run, seed))),
            Lanes(options, (account, seed) => new OrderLane(entries[account], new OrderMix(run, seed), tally)),
            Lanes(options, (account, seed) =>
                new OrderLane(new SingleEntry(accounts[account]), new OrderMix(run, options.Outstanding + seed), tally)),
            Lanes(options, (account, seed) =>
                new TypedLane(traders[account], new OrderMix(run, (2 * options.Outstanding) + seed), tally)),
            entries);
    }

    /// <summary>One lane of each kind.</summary>
    public LaneSet One() => new(Empty[..1], Orders[..1], Singles[..1], Typed[..1], Entries);

    private static ILane[] Lanes(BenchmarkOptions options, Func<int, int, ILane> make) =>
        [.. Enumerable.Range(0, options.Outstanding).Select(lane => make(lane % options.Accounts, lane + 1))];
}
