using Orleans;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>The image of an account's clearing row in one market after a committed step.</summary>
/// <param name="Account">The account.</param>
/// <param name="AccountSequence">Grows with every change of the row; the receiver keeps the highest.</param>
/// <param name="Call">The highest call of the account that the market has seen.</param>
/// <param name="SizeLots">Signed position, or cleared base of a spot market, in lots.</param>
/// <param name="QuoteQuanta">Cleared cash in quote quanta.</param>
/// <param name="CostBasisQuanta">Signed cost of the position in quote quanta.</param>
/// <param name="RealisedPnlQuanta">Realised profit and loss in quote quanta.</param>
/// <param name="FeesQuanta">Fees paid in quote quanta.</param>
/// <param name="FundingQuanta">Funding received less paid, in quote quanta.</param>
/// <param name="TransfersQuanta">Income and payments between rows, in quote quanta.</param>
/// <param name="FundingIndex">Cumulative funding index up to which the row is settled.</param>
/// <param name="OpenBuyLots">Lots of resting buys that may open risk.</param>
/// <param name="OpenSellLots">Lots of resting sells that may open risk.</param>
/// <param name="OpenReduceOnlyLots">Lots of resting reduce-only orders.</param>
/// <param name="OrderReserveQuanta">Reserves of the resting orders in quote quanta.</param>
/// <param name="OpenOrders">Number of resting orders.</param>
[GenerateSerializer, Immutable, Alias("om.row")]
public readonly record struct RowImage(
    long Account,
    long AccountSequence,
    CallNumber Call,
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
