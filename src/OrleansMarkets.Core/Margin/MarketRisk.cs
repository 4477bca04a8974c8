using OrleansMarkets.Core.Funding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Margin;

/// <summary>One market's part of an account's risk. All amounts are quote quanta.</summary>
/// <param name="SettledQuanta">Cleared cash without the cost of the present position, unsettled funding included.</param>
/// <param name="UnrealisedPnlQuanta">Value of the position at the valuation price less its cost basis.</param>
/// <param name="NotionalQuanta">Absolute value of the position.</param>
/// <param name="InitialQuanta">Initial margin of the worst exposure, rounded up.</param>
/// <param name="MaintenanceQuanta">Maintenance margin of the position, rounded up.</param>
/// <param name="ReserveQuanta">Order reserves, resting and in flight.</param>
/// <param name="WorstExposureLots">The largest absolute position that fills of the account's orders can lead to.</param>
/// <param name="ValuationUnits">The price that the position was valued at.</param>
public readonly record struct MarketRisk(
    Int128 SettledQuanta,
    Int128 UnrealisedPnlQuanta,
    Int128 NotionalQuanta,
    Int128 InitialQuanta,
    Int128 MaintenanceQuanta,
    Int128 ReserveQuanta,
    long WorstExposureLots,
    long ValuationUnits)
{
    /// <summary>Evaluates one market. Nothing is allocated.</summary>
    /// <param name="exposure">The account's stake.</param>
    /// <param name="purpose">In whose favour an untrusted mark is read.</param>
    public static MarketRisk Evaluate(in MarketExposure exposure, ValuationPurpose purpose)
    {
        if (exposure.Spec.Kind == MarketKind.Spot)
        {
            return new MarketRisk(exposure.Row.QuoteQuanta, 0, 0, 0, 0, exposure.ReserveQuanta, 0, exposure.View.MarkUnits);
        }

        return NarrowRisk.TryEvaluate(exposure, purpose, out NarrowRisk narrow) ? narrow.ToRisk() : EvaluateWide(exposure, purpose);
    }

    private static MarketRisk EvaluateWide(in MarketExposure exposure, ValuationPurpose purpose)
    {
        (long valuation, long requirement) = Prices(exposure, purpose);
        long size = exposure.Row.SizeLots;
        long funding = FundingIndex.Payment(size, exposure.Row.FundingIndex, exposure.View.FundingIndex);
        Int128 perLot = IntegerMath.Multiply(valuation, exposure.Spec.QuantaPerUnitLot);
        Int128 requirementPerLot = IntegerMath.Multiply(requirement, exposure.Spec.QuantaPerUnitLot);
        Int128 notional = Int128.Abs(IntegerMath.Multiply(requirementPerLot, size));
        long worst = WorstExposure(exposure);
        ReadOnlySpan<MarginTier> tiers = exposure.Parameters.MarginTiers.AsSpan();
        return new MarketRisk(
            SettledQuanta: (Int128)exposure.Row.QuoteQuanta + exposure.Row.CostBasisQuanta + funding,
            UnrealisedPnlQuanta: IntegerMath.Multiply(perLot, size) - exposure.Row.CostBasisQuanta,
            NotionalQuanta: notional,
            InitialQuanta: MarginSchedule.Initial(tiers, IntegerMath.Multiply(requirementPerLot, worst)),
            MaintenanceQuanta: MarginSchedule.Maintenance(tiers, notional),
            ReserveQuanta: exposure.ReserveQuanta,
            WorstExposureLots: worst,
            ValuationUnits: valuation);
    }

    /// <summary>
    /// The largest absolute position that any fills of the account's orders can lead to. Orders on the other side are offset against the
    /// position only as far as no reduce-only order can take it away first.
    /// </summary>
    /// <param name="exposure">The account's stake.</param>
    public static long WorstExposure(in MarketExposure exposure) =>
        WorstExposure(exposure.Row.SizeLots, exposure.BuyLots, exposure.SellLots, exposure.ReduceOnlyLots);

    /// <summary>The same of single numbers.</summary>
    /// <param name="sizeLots">Signed position.</param>
    /// <param name="buyLots">Lots of buy orders that may open risk.</param>
    /// <param name="sellLots">Lots of sell orders that may open risk.</param>
    /// <param name="reduceOnlyLots">Lots of reduce-only orders.</param>
    internal static long WorstExposure(long sizeLots, long buyLots, long sellLots, long reduceOnlyLots)
    {
        long position = Math.Abs(sizeLots);
        long vanishing = Math.Min(reduceOnlyLots, position);
        long adding = sizeLots >= 0 ? buyLots : sellLots;
        long offset = sizeLots >= 0 ? sellLots : buyLots;
        return Math.Max(position + adding, offset - position + vanishing);
    }

    // (price of the position, price of the requirement): equal for a fresh mark, apart by the mark band for a stale one.
    internal static (long Valuation, long Requirement) Prices(in MarketExposure exposure, ValuationPurpose purpose)
    {
        long mark = exposure.View.MarkUnits;
        if (exposure.View.Quality == MarkQuality.Fresh)
        {
            return (mark, mark);
        }

        bool missing = exposure.View.Quality == MarkQuality.Missing;
        long band = missing ? 0 : IntegerMath.MulDiv(mark, exposure.Parameters.Mark.BandPpm, IntegerMath.Ppm, RoundingDirection.Up);
        long low = missing ? 0 : Math.Max(0, mark - band);
        long high = missing ? exposure.Parameters.MaximumPriceUnits : mark + band;
        bool isLong = exposure.Row.SizeLots >= 0;
        return purpose == ValuationPurpose.NewRisk ? (isLong ? low : high, high) : (isLong ? high : low, low);
    }
}
