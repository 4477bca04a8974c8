using Orleans;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Grains.Markets;

namespace OrleansMarkets.Silo.Demo;

/// <summary>The marks of the markets that are open, as this silo knows them.</summary>
/// <param name="prices">The silo's prices.</param>
/// <param name="grains">The cluster.</param>
internal sealed class MarkReader(MarketPriceCache prices, IGrainFactory grains)
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(1);

    /// <summary>The prices of open markets that have a mark.</summary>
    public async Task<IReadOnlyList<MarketPrice>> ReadOpenAsync()
    {
        PriceView view = await prices.GetAsync(grains, FreshFor);
        List<MarketPrice> open = [];
        foreach (PriceEntry entry in view.Entries)
        {
            if (entry.Price is { Phase: MarketPhase.Open, MarkUnits: > 0 })
            {
                open.Add(entry.Price);
            }
        }

        return open;
    }
}
