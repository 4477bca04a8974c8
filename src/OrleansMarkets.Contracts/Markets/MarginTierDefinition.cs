using Orleans;

namespace OrleansMarkets.Contracts.Markets;

/// <summary>One margin tier of a market.</summary>
/// <param name="LowerNotionalQuanta">Where the tier begins, quote quanta.</param>
/// <param name="InitialPpm">Initial margin, ppm of notional.</param>
/// <param name="MaintenancePpm">Maintenance margin, ppm of notional.</param>
[GenerateSerializer, Immutable, Alias("om.margin-tier")]
public readonly record struct MarginTierDefinition(
    long LowerNotionalQuanta,
    long InitialPpm,
    long MaintenancePpm);
