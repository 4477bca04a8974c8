using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Contracts.Markets;

/// <summary>The list of markets and the versions of their parameters. One for the venue, key 0.</summary>
[Alias("om.IMarketRegistryGrain")]
public interface IMarketRegistryGrain : IGrainWithIntegerKey
{
    /// <summary>Lists a new market after checking its definition; the same definition again is answered with Ok.</summary>
    [Alias("AddMarket")]
    Task<ResultCode> AddMarket(MarketDefinition definition);

    /// <summary>Changes the parameters of a market: version must be the present one plus one, what is fixed must stay.</summary>
    [Alias("ChangeParameters")]
    Task<ResultCode> ChangeParameters(MarketDefinition definition);

    /// <summary>The definition of one market, null when it is not listed.</summary>
    [Alias("GetMarket"), AlwaysInterleave]
    Task<MarketDefinition?> GetMarket(string symbol);

    /// <summary>All markets by symbol.</summary>
    [Alias("GetMarkets"), AlwaysInterleave]
    Task<ImmutableArray<MarketDefinition>> GetMarkets();
}
