using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using OrleansMarkets.Contracts.Keepers;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Grains.Markets;

namespace OrleansMarkets.Silo.Markets;

/// <summary>
/// Brings the registry to what the plan says, before anybody may trade: new markets are listed, changed rules become the next version of
/// the parameters, a change of what is fixed ends the start. Registers the markets' reminders again, which are in memory only.
/// </summary>
/// <param name="plan">The plan.</param>
/// <param name="grains">The cluster.</param>
/// <param name="clock">The clock of the pauses.</param>
/// <param name="logger">Where changes are told.</param>
internal sealed class MarketOpening(MarketPlan plan, IGrainFactory grains, TimeProvider clock, ILogger<MarketOpening> logger)
    : IHostedService
{
    internal const int MaximumAttempts = 20;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(250);

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        IMarketRegistryGrain registry = grains.GetGrain<IMarketRegistryGrain>(MarketCatalog.RegistryKey);
        foreach (MarketDefinition planned in plan.Markets)
        {
            await BringToAsync(registry, planned, cancellationToken);
            if (planned.Funding is not null)
            {
                await grains.GetGrain<IFundingKeeperGrain>(planned.Symbol).Start();
            }
        }

        foreach (MarketDefinition listed in await registry.GetMarkets())
        {
            if (!plan.Markets.Any(planned => planned.Symbol == listed.Symbol))
            {
                logger.LogWarning("Market {Symbol} is not in the file of markets any more: it stays cancel-only", listed.Symbol);
            }
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task BringToAsync(IMarketRegistryGrain registry, MarketDefinition planned, CancellationToken cancellation)
    {
        MarketDefinition? known = await registry.GetMarket(planned.Symbol);
        if (known is null)
        {
            await TakeAsync(() => registry.AddMarket(planned), planned, cancellation);
            return;
        }

        if (known.ToSpec() != planned.ToSpec())
        {
            throw new SiloException(
                ExitCodes.MarketRefused,
                SiloCodes.MarketFixed,
                $"market {planned.Symbol} is fixed for its life as {known.ToSpec()}; the file of markets says {planned.ToSpec()}. "
                + "Give the new market another symbol, or start on a new data directory");
        }

        if (!known.IsSameAs(planned with { Version = known.Version }))
        {
            MarketDefinition next = planned with { Version = known.Version + 1 };
            await TakeAsync(() => registry.ChangeParameters(next), next, cancellation);
            logger.LogInformation("Market {Symbol} has version {Version} of its parameters", next.Symbol, next.Version);
        }
    }

    // The registry takes one version after the other: until the market has acknowledged the last one it says that it is not available.
    private async Task TakeAsync(Func<Task<ResultCode>> send, MarketDefinition definition, CancellationToken cancellation)
    {
        ResultCode code = await send();
        for (int attempt = 1; attempt < MaximumAttempts && code == ResultCode.Unavailable; attempt++)
        {
            await Task.Delay(RetryDelay, clock, cancellation);
            code = await send();
        }

        if (code != ResultCode.Ok)
        {
            throw new SiloException(
                ExitCodes.MarketRefused,
                SiloCodes.MarketNotTaken,
                $"version {definition.Version} of market {definition.Symbol} was not taken: {code}");
        }
    }
}
