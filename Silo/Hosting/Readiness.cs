using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.MarketData.Following;
using OrleansMarkets.Silo.Configuration;
using OrleansMarkets.Silo.Markets;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Venue;

namespace OrleansMarkets.Silo.Hosting;

/// <summary>Waits until a client would be served.</summary>
internal static class Readiness
{
    private const string StatusPath = "/v5/x/status";

    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Waits until every market of the plan is open, the gateway answers, and its replicas hold all that the logs held at this start.
    /// </summary>
    /// <exception cref="SiloException">It took longer than a start may take.</exception>
    public static async Task WaitAsync(
        IServiceProvider services, SiloOptions options, MarketPlan plan, Uri address, CancellationToken stopping)
    {
        TimeProvider clock = services.GetRequiredService<TimeProvider>();
        MarketFollowers followers = services.GetRequiredService<MarketFollowers>();
        using HttpClient gateway = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(options.StartSeconds) };
        long began = clock.GetTimestamp();
        while (await WhatIsMissingAsync(followers, plan, gateway, stopping) is { } missing)
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
        MarketFollowers followers, MarketPlan plan, HttpClient gateway, CancellationToken stopping)
    {
        string? behind = plan.Markets.Select(market => market.Symbol).FirstOrDefault(
            symbol => !followers.TryGet(symbol, out MarketFollower? follower) || !follower.IsCurrent);
        if (behind is not null)
        {
            return $"the replica of {behind} did not catch up";
        }

        using HttpResponseMessage answer = await gateway.GetAsync(StatusPath, stopping);
        Envelope<VenueStatus>? status = answer.IsSuccessStatusCode
            ? JsonSerializer.Deserialize(await answer.Content.ReadAsByteArrayAsync(stopping), WireJson.Default.EnvelopeVenueStatus)
            : null;
        IReadOnlyList<VenueMarket> markets = status?.Result?.Markets ?? [];
        string? closed = plan.Markets.Select(market => market.Symbol).FirstOrDefault(
            symbol => !markets.Any(market => market.Market == symbol && market.Phase == nameof(MarketPhase.Open)));
        return closed is null ? null : $"{closed} did not open (gateway: {(int)answer.StatusCode})";
    }
}
