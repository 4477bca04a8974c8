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
        long size = exposure.Row.SizeLots;
        if (exposure.Spec.Kind == MarketKind.Spot)
        {
            return new MarketRisk(exposure.Row.QuoteQuanta, 0, 0, 0, 0, exposure.ReserveQuanta, 0, exposure.View.MarkUnits);
        }

        (long valuation, long requirement) = Prices(exposure, purpose);
        long funding = FundingIndex.Payment(size, exposure.Row.FundingIndex, exposure.View.FundingIndex);
        return TryEvaluateNarrow(exposure, valuation, requirement, funding, out MarketRisk risk)
            ? risk
            : EvaluateWide(exposure, valuation, requirement, funding);
    }

    // Markets of ordinary size: every product and sum fits in 64 bits, which is proved on the way.
    private static bool TryEvaluateNarrow(
        in MarketExposure exposure, long valuation, long requirement, long funding, out MarketRisk risk)
    {
        risk = default;
        long size = exposure.Row.SizeLots;
        long cost = exposure.Row.CostBasisQuanta;
        long quantaPerUnitLot = exposure.Spec.QuantaPerUnitLot;
        long worst = WorstExposure(exposure);
        if (!IntegerMath.TryMultiply(valuation, quantaPerUnitLot, out long perLot)
            || !IntegerMath.TryMultiply(perLot, size, out long value)
            || !IntegerMath.TryMultiply(requirement, quantaPerUnitLot, out long requirementPerLot)
            || !IntegerMath.TryMultiply(requirementPerLot, size, out long notional)
            || !IntegerMath.TryMultiply(requirementPerLot, worst, out long worstNotional)
            || cost == long.MinValue
            || !IntegerMath.TryAdd(value, -cost, out long unrealised)
            || !IntegerMath.TryAdd(exposure.Row.QuoteQuanta, cost, out long settled)
            || !IntegerMath.TryAdd(settled, funding, out settled))
        {
            return false;
        }

        ReadOnlySpan<MarginTier> tiers = exposure.Parameters.MarginTiers.AsSpan();
        notional = Math.Abs(notional);
        if (!MarginSchedule.TryInitial(tiers, worstNotional, out long initial)
            || !MarginSchedule.TryMaintenance(tiers, notional, out long maintenance))
        {
            return false;
        }

        risk = new MarketRisk(settled, unrealised, notional, initial, maintenance, exposure.ReserveQuanta, worst, valuation);
        return true;
    }

    private static MarketRisk EvaluateWide(in MarketExposure exposure, long valuation, long requirement, long funding)
    {
        long size = exposure.Row.SizeLots;
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
    public static long WorstExposure(in MarketExposure exposure)
    {
        long size = exposure.Row.SizeLots;
        long position = Math.Abs(size);
        long vanishing = Math.Min(exposure.ReduceOnlyLots, position);
        long adding = size >= 0 ? exposure.BuyLots : exposure.SellLots;
        long offset = size >= 0 ? exposure.SellLots : exposure.BuyLots;
        return Math.Max(position + adding, offset - position + vanishing);
    }

    // (price of the position, price of the requirement): equal for a fresh mark, apart by the mark band for a stale one.
    private static (long Valuation, long Requirement) Prices(in MarketExposure exposure, ValuationPurpose purpose)
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
