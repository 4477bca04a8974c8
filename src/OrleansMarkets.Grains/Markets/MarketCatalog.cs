using System.Collections.Immutable;
using Orleans;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Grains.Markets;

/// <summary>
/// The markets' definitions for the grains of one silo; register it as a singleton. It is filled when a symbol, or a version of its
/// parameters, is asked for that it does not know yet.
/// </summary>
/// <param name="clock">The silo's clock.</param>
public sealed class MarketCatalog(TimeProvider clock)
{
    /// <summary>Grain key of the venue's registry.</summary>
    public const long RegistryKey = 0;

    /// <summary>How long a reader waits for the registry.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Questions of one search: the first may be another reader's that left before the search began, the second is not.</summary>
    public const int MaximumQuestions = 2;

    private readonly SharedSnapshot<ImmutableSortedDictionary<string, CatalogMarket>, ImmutableArray<MarketDefinition>> _shared = new(
        ImmutableSortedDictionary.Create<string, CatalogMarket>(StringComparer.Ordinal), Merge, clock, Patience);

    /// <summary>The markets known, in ordinal order of their symbols, without asking.</summary>
    public ImmutableSortedDictionary<string, CatalogMarket> Present => _shared.Value;

    /// <summary>Finds a market.</summary>
    /// <param name="grains">The caller's grain factory.</param>
    /// <param name="symbol">The market.</param>
    /// <param name="minimumVersion">Version of the parameters that is known to exist; zero for any.</param>
    public ValueTask<CatalogLookup> FindAsync(IGrainFactory grains, string symbol, long minimumVersion = 0)
    {
        CatalogMarket? market = Find(symbol, minimumVersion);
        return market is not null
            ? new ValueTask<CatalogLookup>(new CatalogLookup(ResultCode.Ok, market))
            : new ValueTask<CatalogLookup>(AskForAsync(grains, symbol, minimumVersion));
    }

    /// <summary>All markets, asked for at most so long ago; the markets known before if the registry does not answer.</summary>
    /// <param name="grains">The caller's grain factory.</param>
    /// <param name="maxAge">Longest time since the registry was asked.</param>
    public async ValueTask<ImmutableSortedDictionary<string, CatalogMarket>> GetAllAsync(IGrainFactory grains, TimeSpan maxAge)
    {
        if (!_shared.WasAskedWithin(maxAge))
        {
            await _shared.RefreshAsync(_ => AskAsync(grains));
        }

        return _shared.Value;
    }

    private static Task<ImmutableArray<MarketDefinition>> AskAsync(IGrainFactory grains) =>
        grains.GetGrain<IMarketRegistryGrain>(RegistryKey).GetMarkets();

    private async Task<CatalogLookup> AskForAsync(IGrainFactory grains, string symbol, long minimumVersion)
    {
        bool answered = false;
        bool isOwn = false;
        for (int question = 0; question < MaximumQuestions && !isOwn; question++)
        {
            (answered, isOwn) = await _shared.RefreshAsync(_ => AskAsync(grains));
            if (Find(symbol, minimumVersion) is { } market)
            {
                return new CatalogLookup(ResultCode.Ok, market);
            }
        }

        CatalogMarket? older = Find(symbol, minimumVersion: 0);
        ResultCode code = answered && older is null ? ResultCode.UnknownMarket : ResultCode.Unavailable;
        return new CatalogLookup(code, older);
    }

    private CatalogMarket? Find(string symbol, long minimumVersion) =>
        _shared.Value.TryGetValue(symbol, out CatalogMarket? market) && market.Definition.Version >= minimumVersion ? market : null;

    private static ImmutableSortedDictionary<string, CatalogMarket> Merge(
        ImmutableSortedDictionary<string, CatalogMarket> known, ImmutableArray<MarketDefinition> listed)
    {
        ImmutableSortedDictionary<string, CatalogMarket>.Builder next = known.ToBuilder();
        foreach (MarketDefinition definition in listed)
        {
            if (!known.TryGetValue(definition.Symbol, out CatalogMarket? present) || present.Definition.Version < definition.Version)
            {
                next[definition.Symbol] = CatalogMarket.Of(definition);
            }
        }

        return next.ToImmutable();
    }
}
