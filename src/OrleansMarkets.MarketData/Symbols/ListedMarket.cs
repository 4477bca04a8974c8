using OrleansMarkets.Contracts.Markets;

namespace OrleansMarkets.MarketData.Symbols;

/// <summary>A market under the name that the public uses.</summary>
/// <param name="PublicSymbol">Base and quote asset, for example <c>BTCUSDT</c>: unique among the markets of one kind.</param>
/// <param name="Definition">The market.</param>
/// <param name="Scale">Its units.</param>
public sealed record ListedMarket(string PublicSymbol, MarketDefinition Definition, MarketScale Scale)
{
    /// <summary>The market's own name and grain key.</summary>
    public string Symbol => Definition.Symbol;
}
