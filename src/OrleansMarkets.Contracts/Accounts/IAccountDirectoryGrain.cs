using Orleans;

namespace OrleansMarkets.Contracts.Accounts;

/// <summary>Gives out numbers of trading accounts. One for the venue, key 0.</summary>
[Alias("om.IAccountDirectoryGrain")]
public interface IAccountDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>A number that was never given before, said after that is durable. A number whose taker crashed is lost.</summary>
    [Alias("Allocate")]
    Task<long> Allocate();
}
