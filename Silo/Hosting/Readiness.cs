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
    private const string TimePath = "/v5/market/time";

    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until every market of the plan is open and the gateway answers.</summary>
    /// <exception cref="SiloException">It took longer than a start may take.</exception>
    public static async Task WaitAsync(
        IServiceProvider services, SiloOptions options, MarketPlan plan, Uri address, CancellationToken stopping)
    {
        TimeProvider clock = services.GetRequiredService<TimeProvider>();
        MarkReader marks = new(services.GetRequiredService<MarketPriceCache>(), services.GetRequiredService<IGrainFactory>());
        using HttpClient gateway = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(options.StartSeconds) };
        long began = clock.GetTimestamp();
        while (await WhatIsMissingAsync(marks, plan, gateway, stopping) is { } missing)
        {
            if (clock.GetElapsedTime(began) > TimeSpan.FromSeconds(options.StartSeconds))
            {
                throw new SiloException(
                    ExitCodes.Failed, SiloCodes.NotReady, $"{missing} within {options.StartSeconds} s");
            }

            await Task.Delay(PollPeriod, clock, stopping);
        }
    }

    private static async Task<string?> WhatIsMissingAsync(
        MarkReader marks, MarketPlan plan, HttpClient gateway, CancellationToken stopping)
    {
        HashSet<string> open = [.. (await marks.ReadOpenAsync()).Select(price => price.Symbol)];
        string[] closed = [.. plan.Markets.Select(market => market.Symbol).Where(symbol => !open.Contains(symbol))];
        if (closed.Length > 0)
        {
            return $"{string.Join(", ", closed)} did not open";
        }

        using HttpResponseMessage answer = await gateway.GetAsync(TimePath, stopping);
        return answer.IsSuccessStatusCode ? null : $"the gateway did not answer {TimePath} ({(int)answer.StatusCode})";
    }
}
