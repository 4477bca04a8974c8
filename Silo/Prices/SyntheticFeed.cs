using Orleans;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.Oracles;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Silo.Markets;

namespace OrleansMarkets.Silo.Prices;

/// <summary>Three publishers of one feed: each says the price with an error of its own, through the public oracle call.</summary>
/// <param name="feed">The feed.</param>
/// <param name="grains">The cluster.</param>
/// <param name="clock">The clock of the votes.</param>
/// <param name="seed">Seed of prices and errors.</param>
internal sealed class SyntheticFeed(FeedPlan feed, IGrainFactory grains, TimeProvider clock, ulong seed)
{
    internal const int Publishers = 3;
    internal const long MaximumErrorPpm = 20;
    internal const long ConfidencePpm = 50;

    private readonly IOracleGrain _oracle = grains.GetGrain<IOracleGrain>(feed.Name);
    private readonly DrawSource _errors = new(DrawSource.SeedOf(seed, "errors/" + feed.Name));
    private PriceWalk? _walk;

    /// <summary>Publishes the next price of the walk; the first call looks where the last run left it.</summary>
    /// <param name="markets">The markets of the feed.</param>
    /// <param name="step">Time of one step.</param>
    public async Task PublishAsync(IReadOnlyList<MarketDefinition> markets, TimeSpan step)
    {
        _walk ??= new PriceWalk(feed, await LastPriceE8Async(markets), step, DrawSource.SeedOf(seed, "walk/" + feed.Name));
        long priceE8 = _walk.Next();

        // Unix time rises over restarts, as a publisher's sequence has to.
        long nowNs = clock.NowNs();
        long confidenceE8 = Math.Max(1, Part(priceE8, ConfidencePpm));
        Task[] votes = new Task[Publishers];
        for (int i = 0; i < Publishers; i++)
        {
            long errorPpm = _errors.Next(-MaximumErrorPpm, MaximumErrorPpm);
            votes[i] = _oracle.Publish(new PublisherPrice(i + 1, nowNs, priceE8 + Part(priceE8, errorPpm), confidenceE8, nowNs));
        }

        await Task.WhenAll(votes);
    }

    // The newest index that a market of the feed has in its log: a restart goes on from there and nobody's position sees a jump.
    private async Task<long> LastPriceE8Async(IReadOnlyList<MarketDefinition> markets)
    {
        foreach (MarketDefinition market in markets)
        {
            MarketReport report = await grains.GetGrain<IOrderBookGrain>(market.Symbol).GetReport();
            if (report.IndexUnits > 0)
            {
                return checked(report.IndexUnits * market.PriceUnitE8);
            }
        }

        return 0;
    }

    private static long Part(long priceE8, long ppm) =>
        IntegerMath.MulDiv(priceE8, ppm, IntegerMath.Ppm, RoundingDirection.TowardZero);
}
