using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using OrleansMarkets.Silo.Configuration;
using OrleansMarkets.Silo.Markets;

namespace OrleansMarkets.Silo.Prices;

/// <summary>Drives every feed of the plan with synthetic prices, once a period, until the host stops.</summary>
/// <param name="plan">The feeds.</param>
/// <param name="options">The seed.</param>
/// <param name="grains">The cluster.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">Where failures are told.</param>
internal sealed class SyntheticPrices(
    MarketPlan plan, SiloOptions options, IGrainFactory grains, TimeProvider clock, ILogger<SyntheticPrices> logger) : BackgroundService
{
    /// <summary>Time from one price of a feed to the next.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(plan.Feeds.Select(feed => DriveAsync(feed, stoppingToken)));

    private async Task DriveAsync(FeedPlan feed, CancellationToken stopping)
    {
        SyntheticFeed publishers = new(feed, grains, clock, options.Seed);
        var markets = plan.Markets.Where(market => market.OracleFeed == feed.Name).ToArray();
        using PeriodicTimer ticks = new(Period, clock);
        do
        {
            try
            {
                await publishers.PublishAsync(markets, Period);
            }
            catch (Exception fault) when (!stopping.IsCancellationRequested)
            {
                // The next tick votes again; without votes the index ages and the markets take no new risk.
                logger.LogWarning(fault, "No synthetic price for feed {Feed}", feed.Name);
            }
        }
        while (await ticks.NextTickOrStopAsync(stopping));
    }
}
