using Orleans;
using OrleansMarkets.Client.Cluster;

namespace OrleansMarkets.Client;

/// <summary>
/// A connection to the grains themselves, for .NET front ends and load testers near the silos: no HTTP, no keys, and one copy of each
/// followed
/// market for all accounts. Whoever can call grains is trusted; public access belongs through the gateway. Thread-safe.
/// </summary>
/// <example><code>
/// await using var cluster = MarketsCluster.Connect(clusterClient, new ClusterConnectionOptions { Assets = assets });
/// IMarketsClient trader = cluster.ForAccount(17);
/// await trader.PlaceAsync(OrderRequest.Limit("BTCUSDT", OrderSide.Buy, 0.01m, 30_000m));
/// </code></example>
public sealed class MarketsCluster : IAsyncDisposable
{
    private readonly ClusterMarkets _markets;

    private MarketsCluster(ClusterMarkets markets) => _markets = markets;

    /// <summary>Makes a connection. Nothing is called before it is used.</summary>
    /// <param name="grains">The client of a cluster, or the grain factory of a silo.</param>
    /// <param name="options">How to reach them.</param>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    public static MarketsCluster Connect(IGrainFactory grains, ClusterConnectionOptions options)
    {
        options.Validate();
        return new MarketsCluster(new ClusterMarkets(grains, options));
    }

    /// <summary>A client that acts for an account. Disposing of it does nothing; the connection is this object's.</summary>
    /// <param name="account">The account's number, above zero; zero for public data only.</param>
    public IMarketsClient ForAccount(long account)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(account);
        return new ClusterMarketsClient(_markets, account);
    }

    /// <summary>Stops following markets.</summary>
    public ValueTask DisposeAsync()
    {
        _markets.Dispose();
        return ValueTask.CompletedTask;
    }
}
