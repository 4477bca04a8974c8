using Orleans;

namespace OrleansMarkets.Contracts.Keepers;

/// <summary>One position of a risk vector.</summary>
/// <param name="Symbol">The market.</param>
/// <param name="SizeLots">Signed position in lots.</param>
/// <param name="QuoteQuanta">Cleared cash in quote quanta.</param>
/// <param name="CostBasisQuanta">Cost of the position in quote quanta.</param>
/// <param name="FundingIndex">Funding index up to which it is settled.</param>
[GenerateSerializer, Immutable, Alias("om.risk-vector-position")]
public readonly record struct RiskVectorPosition(
    string Symbol,
    long SizeLots,
    long QuoteQuanta,
    long CostBasisQuanta,
    long FundingIndex);
