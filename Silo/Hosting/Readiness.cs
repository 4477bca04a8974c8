using Microsoft.Extensions.DependencyInjection;
using Orleans;
using OrleansMarkets.Grains.Markets;
using OrleansMarkets.Silo.Configuration;
using OrleansMarkets.Silo.Demo;
using OrleansMarkets.Silo.Markets;

namespace OrleansMarkets.Silo.Hosting;

/// <summary>Waits until a client would be served.</summary>
internal static class Readiness
{
    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until every market of the plan is open.</summary>
    /// <exception cref="SiloException">It took longer than a start may take.</exception>
    public static async Task WaitAsync(IServiceProvider services, SiloOptions options, MarketPlan plan)
    {
        TimeProvider clock = services.GetRequiredService<TimeProvider>();
        MarkReader marks = new(services.GetRequiredService<MarketPriceCache>(), services.GetRequiredService<IGrainFactory>());
        long began = clock.GetTimestamp();
        while (true)
        {
            HashSet<string> open = [.. (await marks.ReadOpenAsync()).Select(price => price.Symbol)];
            string[] closed = [.. plan.Markets.Select(market => market.Symbol).Where(symbol => !open.Contains(symbol))];
            if (closed.Length == 0)
            {
                return;
            }

            if (clock.GetElapsedTime(began) > TimeSpan.FromSeconds(options.StartSeconds))
            {
                throw new SiloException(
                    ExitCodes.Failed, SiloCodes.NotReady, $"{string.Join(", ", closed)} did not open within {options.StartSeconds} s");
            }

            await Task.Delay(PollPeriod, clock);
        }
    }
}
