using Orleans;
using OrleansMarkets.Contracts.Markets;

namespace OrleansMarkets.Grains.Markets;

/// <summary>What the registry keeps.</summary>
[GenerateSerializer, Alias("om.market-registry-state")]
public sealed class MarketRegistryState
{
    /// <summary>The markets in ordinal order of their symbols.</summary>
    [Id(0)]
    public List<MarketDefinition> Markets { get; set; } = [];

    /// <summary>Symbols whose latest definition the market has not acknowledged yet, in ordinal order.</summary>
    [Id(1)]
    public List<string> Unacknowledged { get; set; } = [];
}
