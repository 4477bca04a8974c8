using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Benchmarks.Matching;

/// <summary>The market that a recorded order flow runs through: limits that no command of the flow meets.</summary>
internal static class StepMarket
{
    /// <summary>Where the generator's middle begins, price units.</summary>
    public const long IndexUnits = 200_000;

    public const long PriceUnitE8 = 1_000_000;
    public const long SecondNs = 1_000_000_000;
    public const long StartNs = 3_600_000 * SecondNs;

    /// <summary>Ledger of every account: nobody is refused.</summary>
    public const long BalanceQuanta = 1L << 56;

    public static MarketSpec Spec { get; } =
        new("BTCUSDT-PERP", MarketKind.LinearPerpetual, "BTC", "USDT", "BTC-USDT", PriceUnitE8, 10, 0);

    public static MarketParameters Parameters { get; } = new(
        Version: 1,
        TickUnits: 1,
        StepLots: 1,
        MinimumLots: 1,
        MaximumLots: 1_000_000,
        MaximumPositionLots: 1_000_000_000,
        MaximumPriceUnits: 100_000_000,
        PriceBandPpm: 900_000,
        MaximumOpenOrders: 1_000,
        MakerFeePpm: 100,
        TakerFeePpm: 500,
        MarginTiers: [new MarginTier(0, 25_000, 12_500)],
        Funding: new FundingParameters(
            IntervalNs: 3_600 * SecondNs,
            SamplePeriodNs: 60 * SecondNs,
            ImpactNotionalQuanta: 20_000_000_000,
            InterestPpm: 100,
            ClampPpm: 500,
            RatePeriodNs: 8 * 3_600 * SecondNs,
            CapPpm: 2_777,
            MinimumSamples: 20),
        Liquidation: new LiquidationParameters(
            FeePpm: 5_000,
            KeeperRewardPpm: 500,
            BufferPpm: 150_000,
            MaximumStepPpm: 200_000,
            FullCloseNotionalQuanta: 100_000_000_000,
            SpreadToMaintenancePpm: 1_000_000),
        Mark: new MarkParameters(BandPpm: 50_000, BasisHalfLifeNs: 150 * SecondNs, MaximumIndexAgeNs: 24 * 3_600 * SecondNs));
}
