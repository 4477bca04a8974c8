namespace OrleansMarkets.Client;

/// <summary>A market's book order by order, kept up to date.</summary>
/// <example><code>
/// await using LiveMarketByOrder live = await client.WatchMarketByOrderAsync("BTCUSDT");
/// Console.WriteLine(live.Current.Bids.First());
/// </code></example>
public sealed class LiveMarketByOrder : LiveImage<MarketByOrder>
{
    private LiveMarketByOrder()
    {
    }

    internal static Task<LiveMarketByOrder> StartAsync(
        Func<LiveMarketByOrder, CancellationToken, Task> pump, CancellationToken cancellation) =>
        StartAsync(new LiveMarketByOrder(), pump, cancellation);
}
