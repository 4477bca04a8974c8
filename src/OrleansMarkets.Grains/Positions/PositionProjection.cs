using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Contracts.Positions;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Grains.Positions;

/// <summary>Makes a position's view of its account's risk report.</summary>
public static class PositionProjection
{
    /// <summary>The view of one market; flat and without a mark when the account was never in it.</summary>
    /// <param name="report">The account's report.</param>
    /// <param name="spec">The market.</param>
    public static PositionView Of(RiskReport report, MarketSpec spec)
    {
        foreach (PositionLine line in report.Positions)
        {
            if (line.Symbol == spec.Symbol)
            {
                return Of(report.Account, line, spec);
            }
        }

        return new PositionView(report.Account, spec.Symbol, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /// <summary>
    /// Average entry price in 1e-8 of the quote asset: cost ÷ (size × quanta per unit and lot) × price unit, to the nearest.
    /// </summary>
    /// <param name="costBasisQuanta">Signed cost of the position.</param>
    /// <param name="sizeLots">Signed size.</param>
    /// <param name="spec">The market.</param>
    /// <returns>The price; zero when flat.</returns>
    public static long EntryPriceE8(long costBasisQuanta, long sizeLots, MarketSpec spec)
    {
        if (sizeLots == 0)
        {
            return 0;
        }

        Int128 cost = (Int128)costBasisQuanta * spec.PriceUnitE8;
        Int128 perUnit = (Int128)sizeLots * spec.QuantaPerUnitLot;
        return checked((long)IntegerMath.Divide(cost, perUnit, RoundingDirection.HalfEven));
    }

    private static PositionView Of(long account, PositionLine line, MarketSpec spec)
    {
        RowImage row = line.Row;
        return new PositionView(
            account,
            spec.Symbol,
            row.SizeLots,
            EntryPriceE8(row.CostBasisQuanta, row.SizeLots, spec),
            line.MarkUnits,
            line.UnrealisedPnlQuanta,
            row.RealisedPnlQuanta,
            row.FeesQuanta,
            row.FundingQuanta,
            line.LiquidationPriceUnits);
    }
}
