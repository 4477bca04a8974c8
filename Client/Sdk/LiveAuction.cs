namespace OrleansMarkets.Client;

/// <summary>A market's auction, kept up to date.</summary>
/// <example><code>
/// await using LiveAuction live = await client.WatchAuctionAsync("BTCUSDT");
/// await foreach (MarketAuction auction in live)
/// {
///     Console.WriteLine($"{auction.Phase}: {auction.Indication?.Price}");
/// }
/// </code></example>
public sealed class LiveAuction : LiveImage<MarketAuction>
{
    private LiveAuction()
    {
    }

    internal static Task<LiveAuction> StartAsync(Func<LiveAuction, CancellationToken, Task> pump, CancellationToken cancellation) =>
        StartAsync(new LiveAuction(), pump, cancellation);
}
