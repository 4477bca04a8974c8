using Orleans;

namespace OrleansMarkets.Grains.Accounts;

/// <summary>Which numbers of trading accounts were given.</summary>
[GenerateSerializer, Alias("om.account-directory-state")]
public sealed class AccountDirectoryState
{
    /// <summary>The last number given; zero before the first.</summary>
    [Id(0)]
    public long LastNumber { get; set; }
}
