using System.Collections.Immutable;

namespace OrleansMarkets.Core.Liquidation;

/// <summary>A deterministic selection of counterparties.</summary>
/// <param name="Cuts">The cuts, the highest effective leverage first, ties by account number; none of zero lots.</param>
/// <param name="RemainderLots">Need that no eligible counterparty covers.</param>
public sealed record DeleveragePlan(ImmutableArray<DeleverageCut> Cuts, long RemainderLots);
