using Orleans;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Contracts.Markets;

/// <summary>What risk needs to know of a market, with its age.</summary>
/// <param name="Symbol">The market.</param>
/// <param name="MarketEpoch">Epoch of the market's activation.</param>
/// <param name="Sequence">The market's sequence.</param>
/// <param name="Phase">Phase.</param>
/// <param name="MarkUnits">Mark price in price units.</param>
/// <param name="IndexUnits">Index in price units.</param>
/// <param name="FundingIndex">Cumulative funding index.</param>
/// <param name="ParametersVersion">Version of the parameters in force.</param>
/// <param name="AgeNs">Age of the oracle votes behind it when this left the sender, nanoseconds.</param>
[GenerateSerializer, Immutable, Alias("om.market-price")]
public readonly record struct MarketPrice(
    string Symbol,
    long MarketEpoch,
    long Sequence,
    MarketPhase Phase,
    long MarkUnits,
    long IndexUnits,
    long FundingIndex,
    long ParametersVersion,
    long AgeNs);
