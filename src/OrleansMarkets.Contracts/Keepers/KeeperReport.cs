using Orleans;

namespace OrleansMarkets.Contracts.Keepers;

/// <summary>What a keeper did since its activation.</summary>
/// <param name="IsReady">Whether its start is done.</param>
/// <param name="Accounts">Accounts known.</param>
/// <param name="BelowMaintenance">Accounts below maintenance in the last scan.</param>
/// <param name="Scans">Scans done.</param>
/// <param name="Calls">Liquidation calls made.</param>
/// <param name="RewardQuanta">Rewards earned, quote quanta.</param>
[GenerateSerializer, Immutable, Alias("om.keeper-report")]
public sealed record KeeperReport(
    bool IsReady,
    int Accounts,
    int BelowMaintenance,
    long Scans,
    long Calls,
    long RewardQuanta);
