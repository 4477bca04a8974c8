using Orleans;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>State and double-entry sums of a market, read behind a barrier.</summary>
/// <param name="MarketEpoch">Epoch of the market's activation.</param>
/// <param name="Sequence">The market's sequence.</param>
/// <param name="Phase">Phase.</param>
/// <param name="MarkUnits">Mark price in price units, zero before the first index.</param>
/// <param name="IndexUnits">Index in price units.</param>
/// <param name="FundingIndex">Cumulative funding index.</param>
/// <param name="FundingIntervals">Funding boundaries applied so far.</param>
/// <param name="Trades">Trades so far.</param>
/// <param name="OpenInterestLots">Sum of long positions.</param>
/// <param name="SizeSumLots">Sum of all sizes: zero.</param>
/// <param name="QuoteSumQuanta">Sum of all cash: zero.</param>
/// <param name="InsuranceQuanta">Cash of the insurance row.</param>
/// <param name="FeesQuanta">Cash of the fee row.</param>
/// <param name="PoolQuanta">Residue in the pool row.</param>
/// <param name="StateHash">SHA-256 of the canonical state, lower-case hexadecimal.</param>
[GenerateSerializer, Immutable, Alias("om.market-report")]
public sealed record MarketReport(
    long MarketEpoch,
    long Sequence,
    MarketPhase Phase,
    long MarkUnits,
    long IndexUnits,
    long FundingIndex,
    long FundingIntervals,
    long Trades,
    long OpenInterestLots,
    long SizeSumLots,
    long QuoteSumQuanta,
    long InsuranceQuanta,
    long FeesQuanta,
    long PoolQuanta,
    string StateHash);
