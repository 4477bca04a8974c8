namespace OrleansMarkets.Core.Markets;

/// <summary>
/// One margin tier: the part of a position's notional from <paramref name="LowerNotionalQuanta"/> up to the next tier's lower bound pays
/// these rates (a marginal scheme, so requirements are continuous; the boundary belongs to the higher tier).
/// </summary>
/// <param name="LowerNotionalQuanta">Where the tier begins, in quote quanta; the first tier begins at zero.</param>
/// <param name="InitialPpm">Initial margin, parts per million of notional.</param>
/// <param name="MaintenancePpm">Maintenance margin, parts per million of notional; below the initial rate.</param>
public readonly record struct MarginTier(long LowerNotionalQuanta, long InitialPpm, long MaintenancePpm);
