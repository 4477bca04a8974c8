namespace OrleansMarkets.Silo.Markets;

/// <summary>Liquidation rules of a perpetual.</summary>
/// <param name="FeePercent">Fee of the closed notional.</param>
/// <param name="KeeperRewardPercent">The keeper's part of it, of the closed notional.</param>
/// <param name="BufferPercent">How far above maintenance margin an account is brought.</param>
/// <param name="MaximumStepPercent">Largest part of a position closed in one step.</param>
/// <param name="FullCloseNotional">Positions up to this notional are closed whole, settlement asset.</param>
/// <param name="SpreadToMaintenancePercent">Furthest distance of the limit from mark, of the maintenance rate.</param>
public sealed record LiquidationEntry(
    string FeePercent,
    string KeeperRewardPercent,
    string BufferPercent,
    string MaximumStepPercent,
    string FullCloseNotional,
    string SpreadToMaintenancePercent);
