using Orleans;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>The price that a pegged order follows; the price of the order is the worst that it may ever have.</summary>
/// <param name="Reference">What it follows.</param>
/// <param name="OffsetUnits">Added to the reference, price units; may be negative.</param>
[GenerateSerializer, Immutable, Alias("om.peg-terms")]
public sealed record PegTerms(PegReference Reference, long OffsetUnits);
