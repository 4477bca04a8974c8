namespace OrleansMarkets.Lab.Reports;

/// <summary>What liquidation did in a replay, counted from the logs.</summary>
/// <param name="Partial">Liquidation steps that left a position.</param>
/// <param name="Full">Liquidation steps that left none.</param>
/// <param name="KeeperRewardsQuanta">Rewards paid to keepers, quanta.</param>
/// <param name="InsurancePaidQuanta">Deficits paid by insurance, quanta.</param>
/// <param name="Deleveragings">Auto-deleveraging steps.</param>
public sealed record LiquidationCounts(
    long Partial,
    long Full,
    long KeeperRewardsQuanta,
    long InsurancePaidQuanta,
    long Deleveragings);
