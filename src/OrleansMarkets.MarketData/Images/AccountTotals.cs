namespace OrleansMarkets.MarketData.Images;

/// <summary>
/// Sums over everything that an account did in a market: what its clearing row holds, folded from the log. Funding is what was settled into
/// the row; a row that was not touched since the last boundary still has some to settle.
/// </summary>
/// <param name="Account">The account.</param>
/// <param name="SizeLots">Signed position, or cleared base of a spot market.</param>
/// <param name="CostBasisQuanta">Signed cost of the position.</param>
/// <param name="TradedLots">Lots traded, both sides.</param>
/// <param name="RealisedQuanta">Profit realised, before fees.</param>
/// <param name="FeesQuanta">Trading and liquidation fees, less rebates.</param>
/// <param name="FundingQuanta">Funding received less paid.</param>
public readonly record struct AccountTotals(
    long Account,
    long SizeLots,
    long CostBasisQuanta,
    Int128 TradedLots,
    long RealisedQuanta,
    long FeesQuanta,
    long FundingQuanta);
