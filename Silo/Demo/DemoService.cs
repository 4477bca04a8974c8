using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using OrleansMarkets.Grains.Markets;
using OrleansMarkets.Silo.Configuration;
using OrleansMarkets.Silo.Markets;
using OrleansMarkets.Silo.Prices;

namespace OrleansMarkets.Silo.Demo;

/// <summary>Lets the makers and traders of the demo act, each at its own pace, until the host stops.</summary>
/// <param name="plan">The markets.</param>
/// <param name="options">The seed.</param>
/// <param name="prices">The silo's prices.</param>
/// <param name="capital">What the personas begin with.</param>
/// <param name="grains">The cluster.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">Where failures are told.</param>
internal sealed class DemoService(
    MarketPlan plan,
    SiloOptions options,
    MarketPriceCache prices,
    DemoCapital capital,
    IGrainFactory grains,
    TimeProvider clock,
    ILogger<DemoService> logger) : BackgroundService
{
    private static readonly TimeSpan RestAfterFault = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        MarkReader marks = new(prices, grains);
        IEnumerable<IPersona> makers = Accounts(DemoAccounts.FirstMaker, DemoAccounts.Makers).Select(
            account => new DemoMaker(new VenueClient(grains, account, clock), marks, capital, plan));
        IEnumerable<IPersona> traders = Accounts(DemoAccounts.FirstTrader, DemoAccounts.Traders).Select(
            account => new DemoTrader(new VenueClient(grains, account, clock), marks, capital, plan, DrawsOf(account)));
        return Task.WhenAll(makers.Concat(traders).Select(persona => LiveAsync(persona, stoppingToken)));
    }

    private static IEnumerable<long> Accounts(long first, int count) => Enumerable.Range(0, count).Select(i => first + i);

    private DrawSource DrawsOf(long account) =>
        new(DrawSource.SeedOf(options.Seed, "trader/" + account.ToString(CultureInfo.InvariantCulture)));

    private async Task LiveAsync(IPersona persona, CancellationToken stopping)
    {
        bool hasBegun = false;
        while (!stopping.IsCancellationRequested)
        {
            TimeSpan rest = RestAfterFault;
            try
            {
                if (!hasBegun)
                {
                    await persona.BeginAsync(stopping);
                    hasBegun = true;
                }

                rest = await persona.ActAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                logger.LogWarning(fault, "Demo {Persona} rests after a failed call", persona.Name);
            }

            await Task.Delay(rest, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
