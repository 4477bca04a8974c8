using Orleans.Simulation;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Simulation.Plan;
using OrleansMarkets.Simulation.Venue;

namespace OrleansMarkets.Simulation.Clients;

/// <summary>A market maker: takes its quotes away and places them again around the index, in every market.</summary>
internal sealed class Maker(VenueClient client, SeedPlan plan, IndexPath path, SimulationRandom random, TimeProvider clock)
{
    private const long DeadlineNs = 4_000_000_000;
    private static readonly long[] DistancesPpm = [400, 2_500, 12_000];
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    public async Task RunAsync(DateTimeOffset until)
    {
        while (clock.GetUtcNow() < until)
        {
            foreach (string symbol in VenueMarkets.Symbols)
            {
                await QuoteAsync(symbol);
            }

            await Task.Delay(random.NextTimeSpan(Shortest, Longest), clock);
        }
    }

    /// <summary>Replaces the quotes in one market.</summary>
    public async Task QuoteAsync(string symbol)
    {
        await client.CancelAllAsync(symbol);
        if (plan.MakersFlee && clock.GetUtcNow() < path.StormUntil)
        {
            return;
        }

        List<Task> quotes = [];
        foreach (long distance in DistancesPpm)
        {
            quotes.Add(PlaceAsync(symbol, Side.Buy, -distance));
            quotes.Add(PlaceAsync(symbol, Side.Sell, distance));
        }

        await Task.WhenAll(quotes);
    }

    private Task PlaceAsync(string symbol, Side side, long distancePpm)
    {
        long index = path.PriceUnits(symbol);
        long price = (index + (index * distancePpm / 1_000_000)) / VenueMarkets.TickUnits * VenueMarkets.TickUnits;
        long lots = plan.QuoteLots * VenueMarkets.LotsPerBtcLot(symbol) * random.NextInt64(1, 3);
        return client.PlaceAsync(new PlaceOrder(
            client.NextId(),
            symbol,
            side,
            OrderType.Limit,
            TimeInForce.GoodTillCancelled,
            OrderFlags.PostOnly,
            price,
            Math.Max(1, lots / VenueMarkets.StepLots) * VenueMarkets.StepLots,
            clock.NowNs() + DeadlineNs));
    }
}
