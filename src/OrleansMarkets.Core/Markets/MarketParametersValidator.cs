using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using OrleansMarkets.Core.Funding;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Markets;

/// <summary>
/// Refuses markets whose rules do not fit together: amounts that could overflow, trades that would be rounded, margins that could not pay
/// for a liquidation. What passes here needs no check later.
/// </summary>
public static class MarketParametersValidator
{
    /// <summary>No notional of a market may reach this, quote quanta: sums of a few stay far from 64 bits.</summary>
    public const long NotionalBound = 1L << 61;

    /// <summary>Largest price in units: averages keep 20 fraction bits.</summary>
    public const long PriceBound = 1L << 42;

    /// <summary>Most margin tiers.</summary>
    public const int MaximumTiers = 32;

    /// <summary>Longest time in a rule, nanoseconds: 30 days.</summary>
    public const long MaximumTimeNs = 30L * 24 * 3600 * 1_000_000_000;

    /// <summary>Most premium samples of one funding interval: their sum stays far from 64 bits.</summary>
    public const long MaximumSamples = 1_000_000;

    /// <summary>Longest time that orders are collected for an auction, nanoseconds: 24 hours.</summary>
    public const long MaximumCallNs = 24L * 3600 * 1_000_000_000;

    /// <summary>Shortest volatility interruption, nanoseconds.</summary>
    public const long MinimumInterruptionNs = 1_000_000_000;

    /// <summary>Shortest window of frequent batch auctions, nanoseconds.</summary>
    public const long MinimumBatchWindowNs = 50_000_000;

    /// <summary>Longest window of frequent batch auctions, nanoseconds.</summary>
    public const long MaximumBatchWindowNs = 250_000_000;

    /// <summary>Longest delay of takers, nanoseconds.</summary>
    public const long MaximumTakerDelayNs = 1_000_000_000;

    /// <summary>Checks a market.</summary>
    /// <param name="spec">What is fixed for its life.</param>
    /// <param name="parameters">Its rules.</param>
    /// <param name="assets">The assets of the exchange: quanta and decimals must fit together.</param>
    /// <param name="message">What is wrong, in words; empty if nothing.</param>
    /// <returns><see cref="ResultCode.Ok"/> or <see cref="ResultCode.InvalidParameters"/>.</returns>
    public static ResultCode Check(MarketSpec spec, MarketParameters parameters, AssetTable assets, out string message)
    {
        message = CheckRules(spec, parameters) ?? CheckAssets(spec, assets) ?? string.Empty;
        return message.Length == 0 ? ResultCode.Ok : ResultCode.InvalidParameters;
    }

    /// <summary>Checks a market without the table of assets: everything but decimals.</summary>
    /// <returns>What is wrong, in words; null if nothing.</returns>
    public static string? CheckRules(MarketSpec spec, MarketParameters parameters) =>
        CheckSpec(spec)
        ?? CheckAdmission(spec, parameters)
        ?? CheckFees(parameters)
        ?? CheckMark(parameters)
        ?? CheckAuction(parameters)
        ?? (spec.Kind switch
        {
            MarketKind.Spot => CheckSpot(parameters),
            MarketKind.LinearPerpetual => CheckTiers(parameters) ?? CheckFunding(spec, parameters) ?? CheckLiquidation(parameters),
            _ => $"kind {(byte)spec.Kind} is not known",
        });

    private static string? CheckSpec(MarketSpec spec)
    {
        bool isSpot = spec.Kind == MarketKind.Spot;
        return First(
            (string.IsNullOrEmpty(spec.Symbol) || spec.Symbol.Length > 64, "the symbol is empty or longer than 64"),
            (spec.BaseAsset == spec.QuoteAsset, "base and quote asset are the same"),
            (string.IsNullOrEmpty(spec.OracleFeed), "there is no oracle feed"),
            (spec.PriceUnitE8 <= 0, "the price unit is not positive"),
            (spec.QuantaPerUnitLot <= 0, "one price unit times one lot is not a whole, positive number of quote quanta"),
            (isSpot && spec.BaseQuantaPerLot <= 0, "one lot of a spot market is not a whole, positive number of base quanta"),
            (!isSpot && spec.BaseQuantaPerLot != 0, "a perpetual delivers nothing: base quanta per lot must be 0"));
    }

    // unit × lot in quanta = (unit in 1e-8) × (lot in base) × 10^decimals must agree with what the specification says.
    private static string? CheckAssets(MarketSpec spec, AssetTable assets)
    {
        if (!assets.TryGet(spec.QuoteAsset, out Asset? quote) || quote != assets.Settlement)
        {
            return $"the quote asset {spec.QuoteAsset} is not the settlement asset {assets.Settlement.Code}";
        }

        if (spec.Kind != MarketKind.Spot)
        {
            return null;
        }

        if (!assets.TryGet(spec.BaseAsset, out Asset? delivered))
        {
            return $"the base asset {spec.BaseAsset} is not known";
        }

        BigInteger numerator = (BigInteger)spec.PriceUnitE8 * spec.BaseQuantaPerLot * BigInteger.Pow(10, quote.QuantumDecimals);
        BigInteger denominator = BigInteger.Pow(10, 8 + delivered.QuantumDecimals);
        bool agrees = numerator % denominator == 0 && numerator / denominator == spec.QuantaPerUnitLot;
        return agrees
            ? null
            : $"one price unit times one lot is {numerator}/{denominator} quote quanta, not {spec.QuantaPerUnitLot} as specified";
    }

    private static string? CheckAdmission(MarketSpec spec, MarketParameters parameters)
    {
        Int128 largest = (Int128)Math.Max(0, parameters.MaximumPriceUnits) * Math.Max(0, parameters.MaximumPositionLots);
        bool overflows = largest >= NotionalBound || largest * Math.Max(1, spec.QuantaPerUnitLot) >= NotionalBound;
        Int128 largestBase = (Int128)Math.Max(0, parameters.MaximumPositionLots) * spec.BaseQuantaPerLot;
        return First(
            (parameters.Version <= 0, "the version is not positive"),
            (parameters.TickUnits <= 0, "the tick is not positive"),
            (parameters.StepLots <= 0, "the step is not positive"),
            (parameters.MinimumLots <= 0 || parameters.MinimumLots % Math.Max(1, parameters.StepLots) != 0,
                "the minimum quantity is not a positive multiple of the step"),
            (parameters.MaximumLots < parameters.MinimumLots, "the maximum quantity is below the minimum"),
            (parameters.MaximumPositionLots < parameters.MaximumLots, "the position limit is below the maximum quantity"),
            (parameters.MaximumPriceUnits < parameters.TickUnits || parameters.MaximumPriceUnits >= PriceBound,
                $"the maximum price is not between the tick and {PriceBound} units"),
            (overflows, $"maximum price × position limit × quanta per unit and lot reaches {NotionalBound}: amounts could overflow"),
            (largestBase >= NotionalBound, $"position limit × base quanta per lot reaches {NotionalBound}: amounts could overflow"),
            (parameters.PriceBandPpm is <= 0 or >= IntegerMath.Ppm, "the price band is not between 0 and 100 %"),
            (parameters.MaximumOpenOrders <= 0, "the limit of open orders is not positive"));
    }

    private static string? CheckFees(MarketParameters parameters) => First(
        (parameters.TakerFeePpm is < 0 or >= IntegerMath.Ppm, "the taker fee is not between 0 and 100 %"),
        (parameters.MakerFeePpm >= IntegerMath.Ppm, "the maker fee is not below 100 %"),
        ((Int128)parameters.MakerFeePpm + parameters.TakerFeePpm < 0, "the maker's rebate is larger than the taker fee that pays for it"));

    private static string? CheckMark(MarketParameters parameters) => First(
        (parameters.Mark is null, "there are no mark rules"),
        (parameters.Mark?.BandPpm is <= 0 or >= IntegerMath.Ppm, "the mark band is not between 0 and 100 %"),
        (!IsTime(parameters.Mark?.BasisHalfLifeNs), "the basis half-life is not between 0 and 30 days"),
        (!IsTime(parameters.Mark?.MaximumIndexAgeNs), "the maximum age of the index is not between 0 and 30 days"));

    private static string? CheckAuction(MarketParameters parameters) => parameters.Auction is not { } auction ? null : First(
        (auction.PreOpenNs is < 0 or > MaximumCallNs || auction.ClosingNs is < 0 or > MaximumCallNs,
            "the time before an opening or closing auction is not between 0 and 24 hours"),
        (auction.InterruptionBandPpm is < 0 or >= IntegerMath.Ppm, "the dynamic band is not between 0 and 100 %"),
        (auction.InterruptionNs < 0 || auction.InterruptionNs > MaximumCallNs
            || (auction.InterruptionBandPpm > 0 && auction.InterruptionNs < MinimumInterruptionNs),
            "a volatility interruption does not last between 1 second and 24 hours"),
        (auction.BatchWindowNs != 0 && auction.BatchWindowNs is < MinimumBatchWindowNs or > MaximumBatchWindowNs,
            "the window of batch auctions is not between 50 and 250 ms"),
        (auction.TakerDelayNs is < 0 or > MaximumTakerDelayNs, "the delay of takers is not between 0 and 1 second"),
        (auction is { TakerDelayNs: > 0, BatchWindowNs: > 0 }, "batch auctions need no delay of takers"));

    private static string? CheckSpot(MarketParameters parameters) => First(
        (!parameters.MarginTiers.IsDefaultOrEmpty, "a spot market has no margin tiers"),
        (parameters.Funding is not null, "a spot market has no funding"),
        (parameters.Liquidation is not null, "a spot market has no liquidation rules"));

    private static string? CheckTiers(MarketParameters parameters)
    {
        if (parameters.MarginTiers.IsDefaultOrEmpty || parameters.MarginTiers.Length > MaximumTiers)
        {
            return $"a perpetual needs 1 to {MaximumTiers} margin tiers";
        }

        for (int i = 0; i < parameters.MarginTiers.Length; i++)
        {
            MarginTier tier = parameters.MarginTiers[i];
            MarginTier? below = i == 0 ? null : parameters.MarginTiers[i - 1];
            string? wrong = First(
                (i == 0 && tier.LowerNotionalQuanta != 0, "the first margin tier does not begin at zero"),
                (tier.MaintenancePpm <= 0 || tier.MaintenancePpm >= tier.InitialPpm || tier.InitialPpm > IntegerMath.Ppm,
                    $"margin tier {i} does not satisfy 0 < maintenance < initial ≤ 100 %"),
                (below is { } low && tier.LowerNotionalQuanta <= low.LowerNotionalQuanta,
                    $"margin tier {i} does not begin above tier {i - 1}"),
                (below is { } lower && (tier.InitialPpm < lower.InitialPpm || tier.MaintenancePpm < lower.MaintenancePpm),
                    $"the rates of margin tier {i} are below those of tier {i - 1}"));
            if (wrong is not null)
            {
                return wrong;
            }
        }

        return null;
    }

    private static string? CheckFunding(MarketSpec spec, MarketParameters parameters)
    {
        if (parameters.Funding is not { } funding)
        {
            return "a perpetual needs funding rules";
        }

        long initialPpm = parameters.MarginTiers[0].InitialPpm;
        return First(
            (!IsTime(funding.IntervalNs) || !IsTime(funding.RatePeriodNs), "interval and rate period are not between 0 and 30 days"),
            (funding.SamplePeriodNs <= 0 || funding.IntervalNs % Math.Max(1, funding.SamplePeriodNs) != 0,
                "the sample period does not divide the interval"),
            (funding.IntervalNs / Math.Max(1, funding.SamplePeriodNs) > MaximumSamples,
                $"an interval has more than {MaximumSamples} samples"),
            (funding.MinimumSamples <= 0 || funding.MinimumSamples > funding.IntervalNs / Math.Max(1, funding.SamplePeriodNs),
                "the minimum of samples is not between 1 and the samples of an interval"),
            (funding.ImpactNotionalQuanta is <= 0 or >= NotionalBound, "the impact notional is not positive"),
            (funding.CapPpm is <= 0 or > IntegerMath.Ppm, "the cap of the rate is not between 0 and 100 %"),
            (funding.ClampPpm is < 0 or > IntegerMath.Ppm, "the clamp is not between 0 and 100 %"),
            (Int128.Abs(funding.InterestPpm) > funding.CapPpm, "the interest is larger than the cap of the rate"),
            ((Int128)funding.CapPpm * funding.IntervalNs > (Int128)initialPpm * funding.RatePeriodNs,
                "one interval at the cap of the rate charges more than the initial margin"),
            (!IncrementFits(spec, parameters, funding), "the funding index could overflow in one interval"));
    }

    // The index itself lives in 64 bits: at the cap and the largest price it must last for 100,000 intervals.
    private static bool IncrementFits(MarketSpec spec, MarketParameters parameters, FundingParameters funding)
    {
        if (funding.IntervalNs <= 0 || funding.RatePeriodNs <= 0)
        {
            return false;
        }

        BigInteger charge = (BigInteger)funding.CapPpm * parameters.MaximumPriceUnits * spec.QuantaPerUnitLot * FundingIndex.Scale;
        BigInteger divisor = (BigInteger)IntegerMath.Ppm * funding.RatePeriodNs;
        BigInteger reduced = charge * funding.IntervalNs / BigInteger.GreatestCommonDivisor(funding.IntervalNs, funding.RatePeriodNs);
        return charge * funding.IntervalNs / divisor < long.MaxValue / 100_000 && reduced < BigInteger.One << 126;
    }

    private static string? CheckLiquidation(MarketParameters parameters)
    {
        if (parameters.Liquidation is not { } rules)
        {
            return "a perpetual needs liquidation rules";
        }

        long maintenancePpm = parameters.MarginTiers[0].MaintenancePpm;
        return First(
            (rules.FeePpm < 0 || rules.FeePpm > maintenancePpm - parameters.TakerFeePpm,
                "the liquidation fee is negative or above maintenance margin less taker fee"),
            (rules.KeeperRewardPpm < 0 || rules.KeeperRewardPpm > rules.FeePpm,
                "the keeper's reward is negative or above the liquidation fee"),
            (rules.BufferPpm is < 0 or > IntegerMath.Ppm, "the buffer is not between 0 and 100 %"),
            (parameters.MarginTiers.Any(
                tier => tier.MaintenancePpm * ((Int128)IntegerMath.Ppm + rules.BufferPpm) > (Int128)tier.InitialPpm * IntegerMath.Ppm),
                "maintenance margin with the buffer is above initial margin"),
            (rules.MaximumStepPpm is <= 0 or > IntegerMath.Ppm, "the largest step is not between 0 and 100 %"),
            (rules.FullCloseNotionalQuanta is < 0 or >= NotionalBound, "the notional of a full close is negative"),
            (rules.SpreadToMaintenancePpm is <= 0 or > IntegerMath.Ppm,
                "the largest distance of the limit is not between 0 and 100 % of the maintenance rate"));
    }

    private static bool IsTime([NotNullWhen(true)] long? timeNs) => timeNs is > 0 and <= MaximumTimeNs;

    private static string? First(params ReadOnlySpan<(bool IsWrong, string Message)> checks)
    {
        foreach ((bool isWrong, string message) in checks)
        {
            if (isWrong)
            {
                return message;
            }
        }

        return null;
    }
}
