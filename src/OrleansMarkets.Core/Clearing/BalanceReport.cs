namespace OrleansMarkets.Core.Clearing;

/// <summary>
/// Sums over all rows of a market, recomputed. Sizes and quote amounts are zero; so are funding (the pool included), and fees against
/// transfers: what some rows paid is the income of others.
/// </summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="SizeLots">Sum of sizes: zero.</param>
/// <param name="QuoteQuanta">Sum of cleared cash: zero.</param>
/// <param name="FundingQuanta">Sum of funding, the pool's row included: zero.</param>
/// <param name="FeesLessTransfersQuanta">Sum of fees paid less income from transfers: zero.</param>
/// <param name="CostLessPnlQuanta">Sum of cost bases less realised profit: zero.</param>
/// <param name="LongLots">Open interest.</param>
public readonly record struct BalanceReport(
    int Rows,
    Int128 SizeLots,
    Int128 QuoteQuanta,
    Int128 FundingQuanta,
    Int128 FeesLessTransfersQuanta,
    Int128 CostLessPnlQuanta,
    Int128 LongLots)
{
    /// <summary>Whether the double entry holds.</summary>
    public bool IsBalanced =>
        SizeLots == 0 && QuoteQuanta == 0 && FundingQuanta == 0 && FeesLessTransfersQuanta == 0 && CostLessPnlQuanta == 0;
}
