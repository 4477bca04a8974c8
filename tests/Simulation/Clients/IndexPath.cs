using Orleans.Simulation;
using OrleansMarkets.Simulation.Plan;
using OrleansMarkets.Simulation.Venue;

namespace OrleansMarkets.Simulation.Clients;

/// <summary>The true prices of the outside world: a random walk with jumps, one for each feed.</summary>
internal sealed class IndexPath(SeedPlan plan, SimulationRandom random, TimeProvider clock)
{
    private const long StepPpm = 150;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);
    private long _btcE8 = 50_000_00000000;
    private long _ethE8 = 3_000_00000000;
    private DateTimeOffset _nextJump;
    private DateTimeOffset _nextSilence;

    /// <summary>No publisher speaks before this time.</summary>
    public DateTimeOffset SilentUntil { get; private set; }

    /// <summary>Makers that flee stay away until this time.</summary>
    public DateTimeOffset StormUntil { get; private set; }

    /// <summary>The price of a feed in 1e-8.</summary>
    public long PriceE8(string feed) => feed == VenueMarkets.EthFeed ? _ethE8 : _btcE8;

    /// <summary>The price of a market's index in price units.</summary>
    public long PriceUnits(string symbol) => PriceE8(VenueMarkets.FeedOf(symbol)) / VenueMarkets.PriceUnitE8;

    /// <summary>Moves the prices until a time; afterwards they stand still.</summary>
    public async Task RunAsync(DateTimeOffset until)
    {
        _nextJump = clock.GetUtcNow() + random.NextAround(plan.JumpInterval);
        _nextSilence = clock.GetUtcNow() + random.NextAround(plan.SilenceInterval);
        while (clock.GetUtcNow() < until)
        {
            await Task.Delay(Step, clock);
            Move(StepPpm);
            Happen(clock.GetUtcNow());
        }

        SilentUntil = default;
        StormUntil = default;
    }

    private void Happen(DateTimeOffset now)
    {
        if (plan.JumpInterval > TimeSpan.Zero && now >= _nextJump)
        {
            Move(plan.JumpPpm);
            _nextJump = now + random.NextAround(plan.JumpInterval);
            StormUntil = now + random.NextTimeSpan(TimeSpan.Zero, TimeSpan.FromSeconds(6));
        }

        if (plan.SilenceInterval > TimeSpan.Zero && now >= _nextSilence)
        {
            SilentUntil = now + random.NextTimeSpan(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(9));
            _nextSilence = SilentUntil + random.NextAround(plan.SilenceInterval);
        }
    }

    private void Move(long mostPpm)
    {
        _btcE8 += _btcE8 / 1_000_000 * random.NextInt64(-mostPpm, mostPpm);
        _ethE8 += _ethE8 / 1_000_000 * random.NextInt64(-mostPpm, mostPpm);
    }
}
