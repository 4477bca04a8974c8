using Orleans;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Contracts.Oracles;

/// <summary>Aggregates the votes of a feed's publishers and drives the index of its markets. Keyed by the feed.</summary>
[Alias("om.IOracleGrain")]
public interface IOracleGrain : IGrainWithStringKey
{
    /// <summary>Takes a publisher's vote and passes the new aggregate to the feed's markets.</summary>
    [Alias("Publish")]
    Task<ResultCode> Publish(PublisherPrice price);

    /// <summary>Makes sure that a market gets the feed's prices from now on, the present one first.</summary>
    /// <param name="symbol">A market of this feed.</param>
    [Alias("Follow")]
    Task Follow(string symbol);

    /// <summary>The present aggregate.</summary>
    [Alias("GetPrice")]
    Task<OraclePrice> GetPrice();
}
