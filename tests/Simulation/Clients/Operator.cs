using Orleans;
using Orleans.Simulation;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Simulation.Venue;

namespace OrleansMarkets.Simulation.Clients;

/// <summary>Halts markets, lets only cancels or reductions pass or collects orders, and opens them again.</summary>
internal sealed class Operator(IGrainFactory grains, SimulationRandom random, TimeProvider clock)
{
    private const string Name = "simulated operator";
    private static readonly MarketPhase[] Drills =
        [MarketPhase.Halted, MarketPhase.CancelOnly, MarketPhase.ReduceOnly, MarketPhase.PreOpen, MarketPhase.Closing];
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>Acts until a time.</summary>
    public async Task RunAsync(TimeSpan interval, DateTimeOffset until)
    {
        while (interval > TimeSpan.Zero && clock.GetUtcNow() < until)
        {
            await Task.Delay(random.NextAround(interval), clock);
            string symbol = VenueMarkets.Symbols[random.Next(VenueMarkets.Symbols.Count)];
            await OrderAsync(symbol, Drills[random.Next(Drills.Length)], "a drill");
            await Task.Delay(random.NextTimeSpan(Shortest, Longest), clock);
            await OpenAllAsync();
        }
    }

    /// <summary>Opens every market, whoever or whatever closed it.</summary>
    public async Task OpenAllAsync()
    {
        foreach (string symbol in VenueMarkets.Symbols)
        {
            await OrderAsync(symbol, MarketPhase.Open, "the drill is over, or the poison was looked at");
        }
    }

    private async Task OrderAsync(string symbol, MarketPhase phase, string reason)
    {
        try
        {
            await grains.GetGrain<IOrderBookGrain>(symbol).SetPhase(new PhaseOrder(phase, Name, reason));
        }
        catch (Exception fault) when (fault is not SimulationException)
        {
            // Lost, or the market is away: an operator looks and asks again.
        }
    }
}
