using System.Collections.Immutable;
using Orleans;

namespace OrleansMarkets.Contracts.Markets;

/// <summary>Prices that changed since a version of the board.</summary>
/// <param name="Version">Version of the board.</param>
/// <param name="Prices">The prices.</param>
[GenerateSerializer, Immutable, Alias("om.price-page")]
public readonly record struct PricePage(
    long Version,
    ImmutableArray<MarketPrice> Prices);
