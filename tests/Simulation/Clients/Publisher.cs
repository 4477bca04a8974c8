using Orleans;
using Orleans.Simulation;
using OrleansMarkets.Contracts.Oracles;
using OrleansMarkets.Grains.Hosting;

namespace OrleansMarkets.Simulation.Clients;

/// <summary>
/// One publisher of one feed: votes twice a second with a little noise; now and then one of three votes ten times the price.
/// </summary>
internal sealed class Publisher(
    IGrainFactory grains,
    TimeProvider clock,
    string feed,
    int number,
    IndexPath path,
    SimulationRandom random,
    HashSet<long> votes)
{
    private const long NoisePpm = 100;
    private const double RogueVote = 0.02;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(350);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(650);

    private readonly IOracleGrain _oracle = grains.GetGrain<IOracleGrain>(feed);
    private long _sequence;

    public async Task RunAsync(Func<bool> isOver)
    {
        while (!isOver())
        {
            await Task.Delay(random.NextTimeSpan(Shortest, Longest), clock);
            if (clock.GetUtcNow() >= path.SilentUntil)
            {
                await PublishAsync();
            }
        }
    }

    private async Task PublishAsync()
    {
        long price = path.PriceE8(feed);
        price += price / 1_000_000 * random.NextInt64(-NoisePpm, NoisePpm);
        price *= number == 1 && random.Chance(RogueVote) ? 10 : 1;
        long publishedNs = clock.NowNs();
        votes.Add(publishedNs);
        try
        {
            await _oracle.Publish(new PublisherPrice(number, ++_sequence, price, price / 5_000, publishedNs));
        }
        catch (Exception fault) when (fault is not SimulationException)
        {
            // The next vote replaces it.
        }
    }
}
