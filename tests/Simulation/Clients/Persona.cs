using Orleans.Simulation;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Simulation.Clients;

/// <summary>Somebody who trades in one direction until he changes his mind, and does several things at once.</summary>
/// <param name="random">What he draws from.</param>
/// <param name="clock">Virtual time.</param>
/// <param name="meanPause">Between two of his acts.</param>
internal sealed class Persona(SimulationRandom random, TimeProvider clock, TimeSpan meanPause)
{
    private const int MaximumUnderWay = 6;

    private readonly List<Task> _running = [];

    /// <summary>The side of the risk that he wants.</summary>
    public Side Bias { get; private set; } = random.Chance(0.5) ? Side.Buy : Side.Sell;

    /// <summary>Acts again and again, however long each act takes, until a time; then waits for all.</summary>
    public async Task RunAsync(Func<Task> act, DateTimeOffset until)
    {
        while (clock.GetUtcNow() < until)
        {
            await Task.Delay(random.NextAround(meanPause), clock);
            _running.RemoveAll(task => task.IsCompletedSuccessfully);
            if (_running.Count < MaximumUnderWay)
            {
                _running.Add(act());
            }
        }

        await Task.WhenAll(_running);
    }

    /// <summary>Wants the other side from now on, with a probability.</summary>
    public void MayChangeMind(double probability) => Bias = random.Chance(probability) ? Bias.Opposite() : Bias;
}
