using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.MarketData.Symbols;

/// <summary>
/// The markets under their public names. A name is base and quote asset; a second market of the same kind and assets keeps its own name. A
/// market whose quote asset is unknown, or whose lot has no decimal form, is not listed. Immutable.
/// </summary>
public sealed class MarketDirectory
{
    private readonly FrozenDictionary<string, ListedMarket> _bySymbol;
    private readonly FrozenDictionary<string, ListedMarket> _spot;
    private readonly FrozenDictionary<string, ListedMarket> _linear;

    private MarketDirectory(ImmutableArray<ListedMarket> all)
    {
        All = all;
        _bySymbol = all.ToFrozenDictionary(market => market.Symbol, StringComparer.Ordinal);
        _spot = ByPublicSymbol(all, MarketKind.Spot);
        _linear = ByPublicSymbol(all, MarketKind.LinearPerpetual);
    }

    /// <summary>No markets.</summary>
    public static MarketDirectory Empty { get; } = new([]);

    /// <summary>All listed markets in the ordinal order of their own names.</summary>
    public ImmutableArray<ListedMarket> All { get; }

    /// <summary>Lists markets.</summary>
    /// <param name="definitions">The markets of the registry.</param>
    /// <param name="assets">The assets.</param>
    public static MarketDirectory Of(ImmutableArray<MarketDefinition> definitions, AssetTable assets)
    {
        HashSet<(MarketKind Kind, string Name)> taken = [];
        ImmutableArray<ListedMarket>.Builder listed = ImmutableArray.CreateBuilder<ListedMarket>();
        foreach (MarketDefinition definition in definitions.OrderBy(market => market.Symbol, StringComparer.Ordinal))
        {
            string name = definition.BaseAsset + definition.QuoteAsset;
            name = taken.Add((definition.Kind, name)) ? name : definition.Symbol;
            if (assets.TryGet(definition.QuoteAsset, out Asset? quote)
                && MarketScale.TryCreate(
                    definition.PriceUnitE8, definition.QuantaPerUnitLot, quote.QuantumDecimals, out MarketScale? scale))
            {
                listed.Add(new ListedMarket(name, definition, scale));
            }
        }

        return new MarketDirectory(listed.ToImmutable());
    }

    /// <summary>Finds a market by its own name.</summary>
    public bool TryGet(string symbol, [NotNullWhen(true)] out ListedMarket? market) => _bySymbol.TryGetValue(symbol, out market);

    /// <summary>Finds a market by its kind and public name.</summary>
    public bool TryGet(MarketKind kind, string publicSymbol, [NotNullWhen(true)] out ListedMarket? market) =>
        (kind == MarketKind.Spot ? _spot : _linear).TryGetValue(publicSymbol, out market);

    private static FrozenDictionary<string, ListedMarket> ByPublicSymbol(ImmutableArray<ListedMarket> all, MarketKind kind) =>
        all.Where(market => market.Definition.Kind == kind)
            .ToFrozenDictionary(market => market.PublicSymbol, StringComparer.Ordinal);
}
