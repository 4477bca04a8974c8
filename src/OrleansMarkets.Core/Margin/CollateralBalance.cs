namespace OrleansMarkets.Core.Margin;

/// <summary>One asset of an account's own ledger, as margin sees it.</summary>
/// <param name="Quanta">The durable balance in quanta of the asset; may be negative.</param>
/// <param name="WeightPpm">What a positive balance counts, ppm of its value in the settlement asset; a debt always counts whole.</param>
public readonly record struct CollateralBalance(long Quanta, long WeightPpm);
