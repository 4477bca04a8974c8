using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;
using OrleansMarkets.Contracts.Markets;

namespace OrleansMarkets.Grains.Markets;

/// <summary>Holds the latest prices that books reported. Soft state: a lost board fills again with their next reports.</summary>
[GrainType("price-board")]
public sealed class PriceBoardGrain(TimeProvider clock) : ExchangeGrain, IPriceBoardGrain
{
    /// <summary>Most markets of one board; reports of others are dropped, which leaves those markets without new risk.</summary>
    public const int MaximumMarkets = 10_000;

    private readonly SortedDictionary<string, PriceEntry> _prices = new(StringComparer.Ordinal);
    private long _version;

    /// <inheritdoc/>
    public Task Report(MarketPrice price)
    {
        bool known = _prices.TryGetValue(price.Symbol, out PriceEntry present);
        if (known ? price.IsNewerThan(present.Price) : _prices.Count < MaximumMarkets)
        {
            _prices[price.Symbol] = new PriceEntry(price, clock.GetTimestamp());
            _version++;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<PricePage> Read()
    {
        ImmutableArray<MarketPrice>.Builder page = ImmutableArray.CreateBuilder<MarketPrice>(_prices.Count);
        foreach (PriceEntry entry in _prices.Values)
        {
            page.Add(entry.AgedToNow(clock));
        }

        return Task.FromResult(new PricePage(_version, page.MoveToImmutable()));
    }
}
