namespace OrleansMarkets.Client;

/// <summary>A market's book, kept up to date.</summary>
/// <example><code>
/// await using LiveBook live = await client.WatchBookAsync("BTCUSDT");
/// await foreach (OrderBook book in live)
/// {
///     Console.WriteLine($"{book.BestBid?.Price} | {book.BestAsk?.Price}");
/// }
/// </code></example>
public sealed class LiveBook : LiveImage<OrderBook>
{
    private LiveBook()
    {
    }

    internal static Task<LiveBook> StartAsync(Func<LiveBook, CancellationToken, Task> pump, CancellationToken cancellation) =>
        StartAsync(new LiveBook(), pump, cancellation);
}
