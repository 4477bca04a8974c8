using Orleans;

namespace OrleansMarkets.Contracts.Keepers;

/// <summary>Nudges one market over its funding boundaries. Woken by reminders; missing or repeating a nudge changes nothing.</summary>
[Alias("om.IFundingKeeperGrain")]
public interface IFundingKeeperGrain : IGrainWithStringKey
{
    /// <summary>Makes sure the keeper's reminder is registered.</summary>
    [Alias("Start")]
    Task Start();
}
