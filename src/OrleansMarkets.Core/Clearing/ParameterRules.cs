using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Clearing;

/// <summary>Which specifications and parameters a market accepts: together they leave no way to overflow.</summary>
public static class ParameterRules
{
    /// <summary>Checks a specification and parameters together.</summary>
    /// <param name="spec">What is fixed for the market's life.</param>
    /// <param name="parameters">The rules to check with it.</param>
    /// <returns>What is wrong, in words; null if nothing.</returns>
    public static string? Check(MarketSpec spec, MarketParameters parameters) =>
        CheckSpec(spec) ?? CheckAdmission(parameters) ?? CheckRange(spec, parameters) ?? CheckRisk(spec, parameters);

    /// <summary>Whether two sets of parameters say the same.</summary>
    internal static bool AreSame(MarketParameters left, MarketParameters right) =>
        left with { MarginTiers = right.MarginTiers } == right && left.MarginTiers.AsSpan().SequenceEqual(right.MarginTiers.AsSpan());

    /// <summary>Whether orders checked against the old rules must be checked again: margin or fees have changed.</summary>
    internal static bool BindOrders(MarketParameters old, MarketParameters next) =>
        old.MakerFeePpm != next.MakerFeePpm
        || old.TakerFeePpm != next.TakerFeePpm
        || !old.MarginTiers.AsSpan().SequenceEqual(next.MarginTiers.AsSpan());

    private static string? CheckSpec(MarketSpec spec)
    {
        if (spec.Kind is not (MarketKind.Spot or MarketKind.LinearPerpetual))
        {
            return "The kind of market is not known.";
        }

        if (spec.PriceUnitE8 <= 0 || spec.QuantaPerUnitLot <= 0)
        {
            return "Price unit and quanta per unit and lot are positive.";
        }

        return (spec.Kind == MarketKind.Spot) == (spec.BaseQuantaPerLot > 0) && spec.BaseQuantaPerLot >= 0
            ? null
            : "Base quanta per lot are positive for spot and zero for a perpetual.";
    }

    private static string? CheckAdmission(MarketParameters parameters)
    {
        if (parameters.Version <= 0 || parameters.TickUnits <= 0 || parameters.StepLots <= 0)
        {
            return "Version, tick and step are positive.";
        }

        if (parameters.MinimumLots <= 0 || parameters.MaximumLots < parameters.MinimumLots || parameters.MaximumPositionLots <= 0)
        {
            return "Quantity limits are positive, and the largest order is not below the smallest.";
        }

        if (parameters.MaximumOpenOrders is <= 0 or > MarketLimits.MaximumOpenOrders)
        {
            return $"Open orders per account are limited to between 1 and {MarketLimits.MaximumOpenOrders}.";
        }

        if (parameters.PriceBandPpm is <= 0 or > IntegerMath.Ppm)
        {
            return "The price band is above zero and at most the whole mark.";
        }

        bool areFeesSound = parameters.TakerFeePpm is >= 0 and <= IntegerMath.Ppm
            && parameters.MakerFeePpm <= IntegerMath.Ppm
            && parameters.MakerFeePpm >= -parameters.TakerFeePpm;
        return areFeesSound ? null : "Fees are at most the whole notional, and a maker's rebate at most the taker's fee.";
    }

    private static string? CheckRange(MarketSpec spec, MarketParameters parameters)
    {
        long lots = Math.Max(parameters.MaximumLots, parameters.MaximumPositionLots);
        bool isSmallEnough = parameters.MaximumPriceUnits > 0
            && lots <= MarketLimits.MaximumNotionalQuanta / spec.QuantaPerUnitLot / parameters.MaximumPriceUnits;
        return isSmallEnough ? null : "The largest quantity at the largest price is beyond the range of exact money.";
    }

    private static string? CheckRisk(MarketSpec spec, MarketParameters parameters)
    {
        MarkParameters mark = parameters.Mark;
        if (mark.BandPpm is < 0 or > IntegerMath.Ppm || mark.BasisHalfLifeNs <= 0 || mark.MaximumIndexAgeNs <= 0)
        {
            return "The mark's band is at most the whole index; half-life and index age are positive.";
        }

        bool isSpot = spec.Kind == MarketKind.Spot;
        if (isSpot != (parameters.Funding is null) || isSpot != (parameters.Liquidation is null))
        {
            return "A perpetual has funding and liquidation rules; spot has neither.";
        }

        if (parameters.MarginTiers.IsDefault || parameters.MarginTiers.IsEmpty != isSpot)
        {
            return "A perpetual has margin tiers; spot has none.";
        }

        return isSpot ? null : CheckTiers(parameters) ?? CheckFunding(parameters.Funding!) ?? CheckLiquidation(parameters.Liquidation!);
    }

    private static string? CheckTiers(MarketParameters parameters)
    {
        if (parameters.MarginTiers.Length > MarketLimits.MaximumMarginTiers)
        {
            return $"A market has at most {MarketLimits.MaximumMarginTiers} margin tiers.";
        }

        MarginTier before = new(-1, 1, 0);
        foreach (MarginTier tier in parameters.MarginTiers)
        {
            bool isFirst = before.LowerNotionalQuanta < 0;
            bool isSound = isFirst ? tier.LowerNotionalQuanta == 0 : tier.LowerNotionalQuanta > before.LowerNotionalQuanta;
            isSound &= tier.MaintenancePpm > 0 && tier.MaintenancePpm < tier.InitialPpm && tier.InitialPpm <= IntegerMath.Ppm;
            isSound &= tier.InitialPpm >= before.InitialPpm && tier.MaintenancePpm >= before.MaintenancePpm;
            if (!isSound)
            {
                return "Margin tiers rise from zero, with 0 < maintenance < initial ≤ 1.";
            }

            before = tier;
        }

        return null;
    }

    private static string? CheckFunding(FundingParameters funding)
    {
        bool isSchedule = funding.SamplePeriodNs > 0
            && funding.IntervalNs >= funding.SamplePeriodNs
            && funding.IntervalNs % funding.SamplePeriodNs == 0
            && funding.RatePeriodNs >= funding.IntervalNs;
        if (!isSchedule)
        {
            return "The sample period divides the funding interval, which is at most the rate period.";
        }

        bool isRate = funding.CapPpm is >= 0 and <= IntegerMath.Ppm
            && funding.ClampPpm is >= 0 and <= IntegerMath.Ppm
            && funding.InterestPpm is >= -IntegerMath.Ppm and <= IntegerMath.Ppm;
        bool isSample = funding.ImpactNotionalQuanta is > 0 and <= MarketLimits.MaximumNotionalQuanta
            && funding.MinimumSamples >= 0
            && funding.MinimumSamples <= funding.IntervalNs / funding.SamplePeriodNs;
        return isRate && isSample ? null : "Funding rates are at most the whole notional; samples and impact notional are in range.";
    }

    private static string? CheckLiquidation(LiquidationParameters liquidation)
    {
        bool isSound = liquidation.FeePpm is >= 0 and <= IntegerMath.Ppm
            && liquidation.KeeperRewardPpm >= 0
            && liquidation.KeeperRewardPpm <= IntegerMath.Ppm
            && liquidation.BufferPpm is >= 0 and <= IntegerMath.Ppm
            && liquidation.MaximumStepPpm is > 0 and <= IntegerMath.Ppm
            && liquidation.FullCloseNotionalQuanta >= 0
            && liquidation.SpreadToMaintenancePpm >= 0;
        return isSound ? null : "Liquidation fee, reward, buffer and step are fractions of at most one.";
    }
}
