namespace OrleansMarkets.Silo.Markets;

/// <summary>One margin tier.</summary>
/// <param name="FromNotional">Where it begins, settlement asset.</param>
/// <param name="InitialPercent">Initial margin of the notional.</param>
/// <param name="MaintenancePercent">Maintenance margin of the notional.</param>
public sealed record TierEntry(string FromNotional, string InitialPercent, string MaintenancePercent);
