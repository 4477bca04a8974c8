using OrleansMarkets.Core.Funding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Margin;

/// <summary>
/// <see cref="MarketRisk"/> where everything fits in 64 bits, which is proved on the way: nearly every market of every account. It costs a
/// fraction of the wide form, and an order is checked by it whenever all of the account's markets have one.
/// </summary>
internal struct NarrowRisk
{
    /// <summary>
    /// Parts beyond it are left to the wide form, so that all of an account's can be added without a check, collateral included.
    /// </summary>
    internal const long Bound = AccountRisk.Bound / (2 * MaximumMarkets);

    /// <summary>Collateral beyond it is left to the wide form.</summary>
    internal const long CollateralBound = AccountRisk.Bound / 2;

    /// <summary>Most markets whose parts can be added.</summary>
    internal const int MaximumMarkets = 64;

    public long SettledQuanta;
    public long UnrealisedPnlQuanta;
    public long UnrealisedLossQuanta;
    public long NotionalQuanta;
    public long InitialQuanta;
    public long MaintenanceQuanta;
    public long ReserveQuanta;
    public long WorstExposureLots;
    public long ValuationUnits;
    public int UntrustedMarks;

    // What the worst exposure is charged at.
    private long _requirementPerLot;

    /// <summary>Evaluates one market.</summary>
    /// <param name="exposure">The account's stake.</param>
    /// <param name="purpose">In whose favour an untrusted mark is read.</param>
    /// <param name="risk">The market's part, if it fits.</param>
    /// <returns>Whether it fits.</returns>
    public static bool TryEvaluate(in MarketExposure exposure, ValuationPurpose purpose, out NarrowRisk risk)
    {
        if (exposure.Spec.Kind == MarketKind.Spot)
        {
            risk = new NarrowRisk
            {
                SettledQuanta = exposure.Row.QuoteQuanta,
                ReserveQuanta = exposure.ReserveQuanta,
                ValuationUnits = exposure.View.MarkUnits,
            };
            return risk.IsInBound;
        }

        (long valuation, long requirement) = MarketRisk.Prices(exposure, purpose);
        long size = exposure.Row.SizeLots;
        long cost = exposure.Row.CostBasisQuanta;
        long quantaPerUnitLot = exposure.Spec.QuantaPerUnitLot;
        long worst = MarketRisk.WorstExposure(exposure);
        risk = default;
        if (!IntegerMath.TryMultiply(valuation, quantaPerUnitLot, out long perLot)
            || !IntegerMath.TryMultiply(perLot, size, out long value)
            || !IntegerMath.TryMultiply(requirement, quantaPerUnitLot, out long requirementPerLot)
            || !IntegerMath.TryMultiply(requirementPerLot, size, out long notional)
            || cost == long.MinValue
            || !IntegerMath.TryAdd(value, -cost, out long unrealised)
            || !IntegerMath.TryAdd(exposure.Row.QuoteQuanta, cost, out long settled)
            || !IntegerMath.TryAdd(settled, FundingIndex.Payment(size, exposure.Row.FundingIndex, exposure.View.FundingIndex), out settled))
        {
            return false;
        }

        notional = Math.Abs(notional);
        risk.SettledQuanta = settled;
        risk.UnrealisedPnlQuanta = unrealised;
        risk.UnrealisedLossQuanta = Math.Min(0, unrealised);
        risk.NotionalQuanta = notional;
        risk.ValuationUnits = valuation;
        risk.UntrustedMarks = exposure.HasUntrustedPosition ? 1 : 0;
        risk._requirementPerLot = requirementPerLot;
        ReadOnlySpan<MarginTier> tiers = exposure.Parameters.MarginTiers.AsSpan();
        return MarginSchedule.TryMaintenance(tiers, notional, out risk.MaintenanceQuanta)
            && risk.TryCharge(tiers, worst, exposure.ReserveQuanta)
            && risk.IsInBound;
    }

    /// <summary>Sums an account's collateral and the parts of all of its markets but one.</summary>
    /// <param name="collateral">Collateral at its weights.</param>
    /// <param name="markets">The account's stakes.</param>
    /// <param name="index">The stake that is left out.</param>
    /// <param name="others">The sum, if it fits.</param>
    /// <returns>Whether it fits.</returns>
    public static bool TrySum(Int128 collateral, ReadOnlySpan<MarketExposure> markets, int index, out NarrowRisk others)
    {
        others = default;
        if (markets.Length > MaximumMarkets || Int128.Abs(collateral) > CollateralBound)
        {
            return false;
        }

        others.SettledQuanta = (long)collateral;
        for (int i = 0; i < markets.Length; i++)
        {
            if (i == index)
            {
                continue;
            }

            if (!TryEvaluate(markets[i], ValuationPurpose.NewRisk, out NarrowRisk part))
            {
                return false;
            }

            others.Add(part);
        }

        return true;
    }

    /// <summary>Charges another worst exposure and other reserves; everything else stays.</summary>
    /// <returns>Whether it fits.</returns>
    public bool TryCharge(ReadOnlySpan<MarginTier> tiers, long worstLots, long reserveQuanta)
    {
        WorstExposureLots = worstLots;
        ReserveQuanta = reserveQuanta;
        return IntegerMath.TryMultiply(_requirementPerLot, worstLots, out long worstNotional)
            && MarginSchedule.TryInitial(tiers, worstNotional, out InitialQuanta)
            && IsChargeInBound;
    }

    /// <summary>Adds another market's part: at most <see cref="MaximumMarkets"/> of them.</summary>
    public void Add(in NarrowRisk other)
    {
        SettledQuanta += other.SettledQuanta;
        UnrealisedPnlQuanta += other.UnrealisedPnlQuanta;
        UnrealisedLossQuanta += other.UnrealisedLossQuanta;
        NotionalQuanta += other.NotionalQuanta;
        InitialQuanta += other.InitialQuanta;
        MaintenanceQuanta += other.MaintenanceQuanta;
        ReserveQuanta += other.ReserveQuanta;
        UntrustedMarks += other.UntrustedMarks;
    }

    /// <summary>The account's risk if these are the parts of all of its other markets.</summary>
    public readonly AccountRisk With(in NarrowRisk part) => new(
        SettledQuanta + part.SettledQuanta,
        UnrealisedPnlQuanta + part.UnrealisedPnlQuanta,
        UnrealisedLossQuanta + part.UnrealisedLossQuanta,
        NotionalQuanta + part.NotionalQuanta,
        InitialQuanta + part.InitialQuanta,
        MaintenanceQuanta + part.MaintenanceQuanta,
        ReserveQuanta + part.ReserveQuanta,
        UntrustedMarks + part.UntrustedMarks);

    /// <summary>The wide form.</summary>
    public readonly MarketRisk ToRisk() => new(
        SettledQuanta,
        UnrealisedPnlQuanta,
        NotionalQuanta,
        InitialQuanta,
        MaintenanceQuanta,
        ReserveQuanta,
        WorstExposureLots,
        ValuationUnits);

    // Maintenance margin is a part of the notional.
    private readonly bool IsInBound =>
        IsWithin(SettledQuanta) && IsWithin(UnrealisedPnlQuanta) && NotionalQuanta <= Bound && IsChargeInBound;

    private readonly bool IsChargeInBound => InitialQuanta <= Bound && IsWithin(ReserveQuanta);

    private static bool IsWithin(long quanta) => quanta is >= -Bound and <= Bound;
}
