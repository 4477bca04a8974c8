using Orleans;

namespace OrleansMarkets.Contracts.Markets;

/// <summary>
/// A board of marks, funding indices and phases that silos read from. Nothing on it is authoritative: books report after their commits,
/// and a lost board fills again with their next reports.
/// </summary>
[Alias("om.IPriceBoardGrain")]
public interface IPriceBoardGrain : IGrainWithIntegerKey
{
    /// <summary>Takes a book's latest prices; older (epoch, sequence) than known are ignored.</summary>
    [Alias("Report")]
    Task Report(MarketPrice price);

    /// <summary>All prices, aged to the moment of the answer.</summary>
    [Alias("Read")]
    Task<PricePage> Read();
}
