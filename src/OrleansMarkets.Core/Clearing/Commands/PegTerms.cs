using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Commands;

/// <summary>The price that a pegged order follows; the price of its submit is the worst that it may ever have.</summary>
/// <param name="Reference">What it follows.</param>
/// <param name="OffsetUnits">Added to the reference, price units; may be negative.</param>
public readonly record struct PegTerms(PegReference Reference, long OffsetUnits);
