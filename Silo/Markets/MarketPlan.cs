using System.Collections.Immutable;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Silo.Markets;

/// <summary>What this host runs, in whole units and checked.</summary>
/// <param name="Assets">Assets and collateral weights.</param>
/// <param name="Feeds">Oracle feeds.</param>
/// <param name="Markets">The markets; their version is the registry's business and 1 here.</param>
public sealed record MarketPlan(AssetTable Assets, ImmutableArray<FeedPlan> Feeds, ImmutableArray<MarketDefinition> Markets)
{
    /// <summary>A number of whole units of an asset in its quanta.</summary>
    /// <param name="asset">An asset of the plan.</param>
    /// <param name="amount">Whole units.</param>
    public long Quanta(string asset, long amount)
    {
        long quanta = Assets.TryGet(asset, out Asset? known)
            ? amount
            : throw new ArgumentException($"{asset} is not an asset of the plan.", nameof(asset));
        for (int i = 0; i < known.QuantumDecimals; i++)
        {
            quanta = checked(quanta * 10);
        }

        return quanta;
    }
}
