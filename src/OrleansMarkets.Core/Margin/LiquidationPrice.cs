using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Core.Margin;

/// <summary>
/// The price of one market at which the account falls below maintenance margin while all other markets stay where they are (mechanics 2.2).
/// Equity less requirement is monotone in the price, because no tier's maintenance rate exceeds one; so the root is unique and found
/// exactly by bisection over whole price units, tiers and roundings included.
/// </summary>
public static class LiquidationPrice
{
    /// <summary>Finds the liquidation price.</summary>
    /// <param name="ledger">The account's own ledger.</param>
    /// <param name="markets">
    /// The account's stakes. The one at <paramref name="index"/> is changed during the call and restored before its end.
    /// </param>
    /// <param name="index">The market whose price moves; a perpetual.</param>
    /// <returns>
    /// For a long the highest, for a short the lowest price in units at which the account can be liquidated; null without a position or
    /// when no admissible price does it.
    /// </returns>
    public static long? Find(ReadOnlySpan<CollateralBalance> ledger, Span<MarketExposure> markets, int index)
    {
        MarketExposure exposure = markets[index];
        if (exposure.Spec.Kind == MarketKind.Spot || exposure.Row.SizeLots == 0)
        {
            return null;
        }

        bool isLong = exposure.Row.SizeLots > 0;
        long safe = isLong ? exposure.Parameters.MaximumPriceUnits + 1 : 0;
        long unsafeBound = isLong ? 1 : exposure.Parameters.MaximumPriceUnits;
        if (!IsLiquidatableAt(ledger, markets, index, unsafeBound))
        {
            return null;
        }

        long liquidated = unsafeBound;
        while (Math.Abs(safe - liquidated) > 1)
        {
            long middle = liquidated + ((safe - liquidated) / 2);
            if (IsLiquidatableAt(ledger, markets, index, middle))
            {
                liquidated = middle;
            }
            else
            {
                safe = middle;
            }
        }

        return liquidated;
    }

    private static bool IsLiquidatableAt(
        ReadOnlySpan<CollateralBalance> ledger, Span<MarketExposure> markets, int index, long priceUnits)
    {
        MarketExposure exposure = markets[index];
        markets[index] = exposure with { View = exposure.View with { MarkUnits = priceUnits, Quality = MarkQuality.Fresh } };
        AccountRisk risk = AccountRisk.Evaluate(ledger, markets, ValuationPurpose.Liquidation);
        markets[index] = exposure;
        return risk.IsLiquidatable;
    }
}
