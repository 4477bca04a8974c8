using Orleans;
using OrleansMarkets.Contracts.Oracles;
using OrleansMarkets.Grains.Hosting;

namespace OrleansMarkets.Benchmarks.Venue;

/// <summary>Three publishers of each feed, five times a second: a price that moves a little around the middle.</summary>
/// <param name="client">Where to publish.</param>
internal sealed class PriceFeed(IClusterClient client)
{
    private const int Publishers = 3;
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stopping = new();
    private long _number;
    private Task _running = Task.CompletedTask;

    public async Task StartAsync()
    {
        await PublishAsync();
        _running = RunAsync();
    }

    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Period, _stopping.Token);
                await PublishAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The benchmark is over.
        }
    }

    private async Task PublishAsync()
    {
        _number++;
        long price = BenchMarkets.MidE8 + (BenchMarkets.MidE8 / 100_000 * (_number % 21 - 10));
        foreach (string feed in BenchMarkets.Feeds)
        {
            IOracleGrain oracle = client.GetGrain<IOracleGrain>(feed);
            for (int publisher = 1; publisher <= Publishers; publisher++)
            {
                await oracle.Publish(new PublisherPrice(publisher, _number, price, price / 10_000, TimeProvider.System.NowNs()));
            }
        }
    }
}
