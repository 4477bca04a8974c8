namespace OrleansMarkets.Core.Clearing;

/// <summary>
/// One account's row in the clearing ledger of one market: an image of its state after a step. All amounts are quote quanta. The identity
/// <c>QuoteQuanta = −CostBasisQuanta + RealisedPnlQuanta − FeesQuanta + FundingQuanta + TransfersQuanta</c> holds after every step.
/// </summary>
/// <param name="Account">The account.</param>
/// <param name="AccountSequence">Grows by one with every step that changes the row: receivers keep the image with the highest.</param>
/// <param name="Stamp">The highest call stamp of the account that the market has seen: settles every reservation up to it.</param>
/// <param name="SizeLots">Signed position (perpetual) or cleared base (spot), in lots.</param>
/// <param name="QuoteQuanta">Cleared cash: its sum with the position at mark is the account's value in this market.</param>
/// <param name="CostBasisQuanta">Signed cost of the present position: average entry price × size, exact.</param>
/// <param name="RealisedPnlQuanta">Profit and loss realised by closing trades, before fees and funding.</param>
/// <param name="FeesQuanta">Trading and liquidation fees paid, less rebates.</param>
/// <param name="FundingQuanta">Funding received, less paid.</param>
/// <param name="TransfersQuanta">Income and payments between rows inside steps: fee income, insurance income, keeper rewards.</param>
/// <param name="FundingIndex">The cumulative funding index up to which the row is settled.</param>
/// <param name="OpenBuyLots">Lots of resting buy orders that may open risk (reduce-only orders are not in it).</param>
/// <param name="OpenSellLots">Lots of resting sell orders that may open risk.</param>
/// <param name="OpenReduceOnlyLots">
/// Lots of resting reduce-only orders: they may take away a position that other orders are offset against.
/// </param>
/// <param name="OrderReserveQuanta">
/// Sum of the reserves of resting orders, each fixed at entry: open loss and fee provision (spot buy: full cost).
/// </param>
/// <param name="OpenOrders">Number of resting orders, reduce-only ones included.</param>
public readonly record struct ClearingRow(
    long Account,
    long AccountSequence,
    CallStamp Stamp,
    long SizeLots,
    long QuoteQuanta,
    long CostBasisQuanta,
    long RealisedPnlQuanta,
    long FeesQuanta,
    long FundingQuanta,
    long TransfersQuanta,
    long FundingIndex,
    long OpenBuyLots,
    long OpenSellLots,
    long OpenReduceOnlyLots,
    long OrderReserveQuanta,
    int OpenOrders);
