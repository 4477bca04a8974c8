namespace OrleansMarkets.Client;

/// <summary>An account below maintenance margin.</summary>
/// <param name="Account">Its number.</param>
/// <param name="Equity">Its equity, settlement asset.</param>
/// <param name="MaintenanceMargin">What its positions need, settlement asset.</param>
public sealed record LiquidationCandidate(long Account, decimal Equity, decimal MaintenanceMargin);
