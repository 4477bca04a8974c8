using Orleans;

namespace OrleansMarkets.Contracts.Keepers;

/// <summary>Watches the accounts of one shard and calls the permissionless liquidation. Woken by reminders.</summary>
[Alias("om.ILiquidationKeeperGrain")]
public interface ILiquidationKeeperGrain : IGrainWithIntegerKey
{
    /// <summary>Makes sure the keeper's reminder is registered and its scan runs.</summary>
    [Alias("Start")]
    Task Start();

    /// <summary>Takes an account's latest risk vector.</summary>
    [Alias("Report")]
    Task Report(RiskVector vector);

    /// <summary>Opposite positions of the shard for an auto-deleveraging.</summary>
    [Alias("FindCandidates")]
    Task<DeleverageCandidates> FindCandidates(DeleverageQuery query);

    /// <summary>Accounts of the shard below maintenance margin at present prices: whom anybody may liquidate.</summary>
    [Alias("FindUnderMargined")]
    Task<UnderMarginedPage> FindUnderMargined(UnderMarginedQuery query);

    /// <summary>What the keeper did.</summary>
    [Alias("GetReport")]
    Task<KeeperReport> GetReport();
}
