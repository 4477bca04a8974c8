using System.Collections.Immutable;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Tests.Markets;

/// <summary>
/// Markets of the tests. USDT has 6 decimals; a BTC price unit is 0.1 USDT and a lot 0.001 BTC, so one unit × lot is 100 quanta. ETH: 0.01
/// and 0.01, also 100 quanta.
/// </summary>
internal static class TestMarkets
{
    public const long Usdt = 1_000_000;
    public const long SecondNs = 1_000_000_000;
    public const long HourNs = 3600 * SecondNs;

    public static AssetTable Assets { get; } = new("USDT", [new Asset("USDT", 6), new Asset("BTC", 8), new Asset("ETH", 8)]);

    public static MarketSpec BtcPerp { get; } =
        new("BTCUSDT-PERP", MarketKind.LinearPerpetual, "BTC", "USDT", "BTC-USDT", 10_000_000, 100, 0);

    public static MarketSpec EthPerp { get; } =
        new("ETHUSDT-PERP", MarketKind.LinearPerpetual, "ETH", "USDT", "ETH-USDT", 1_000_000, 100, 0);

    public static MarketSpec BtcSpot { get; } =
        new("BTCUSDT", MarketKind.Spot, "BTC", "USDT", "BTC-USDT", 10_000_000, 100, 100_000);

    public static FundingParameters Funding { get; } = new(
        IntervalNs: HourNs,
        SamplePeriodNs: 5 * SecondNs,
        ImpactNotionalQuanta: 20_000 * Usdt,
        InterestPpm: 100,
        ClampPpm: 500,
        RatePeriodNs: 8 * HourNs,
        CapPpm: 20_000,
        MinimumSamples: 360);

    public static LiquidationParameters Liquidation { get; } = new(
        FeePpm: 5_000,
        KeeperRewardPpm: 1_000,
        BufferPpm: 150_000,
        MaximumStepPpm: 200_000,
        FullCloseNotionalQuanta: 50 * Usdt,
        SpreadToMaintenancePpm: 1_000_000);

    public static MarkParameters Mark { get; } = new(BandPpm: 50_000, BasisHalfLifeNs: 150 * SecondNs, MaximumIndexAgeNs: 3 * SecondNs);

    public static ImmutableArray<MarginTier> Tiers { get; } =
    [
        new MarginTier(0, 25_000, 12_500),
        new MarginTier(1_000_000 * Usdt, 50_000, 25_000),
        new MarginTier(5_000_000 * Usdt, 100_000, 50_000),
    ];

    public static MarketParameters Perp { get; } = new(
        Version: 1,
        TickUnits: 1,
        StepLots: 1,
        MinimumLots: 1,
        MaximumLots: 1_000_000,
        MaximumPositionLots: 10_000_000,
        MaximumPriceUnits: 100_000_000,
        PriceBandPpm: 50_000,
        MaximumOpenOrders: 200,
        MakerFeePpm: -50,
        TakerFeePpm: 500,
        MarginTiers: Tiers,
        Funding: Funding,
        Liquidation: Liquidation,
        Mark: Mark);

    public static MarketParameters Spot { get; } = Perp with { MarginTiers = [], Funding = null, Liquidation = null };

    /// <summary>A row with a position at an average entry price and nothing else.</summary>
    public static ClearingRow Row(MarketSpec spec, long sizeLots, long entryUnits)
    {
        long cost = IntegerMath.Notional(entryUnits, sizeLots, spec.QuantaPerUnitLot);
        return new ClearingRow
        {
            Account = 7,
            AccountSequence = 1,
            Stamp = new CallStamp(1, 1),
            SizeLots = sizeLots,
            QuoteQuanta = -cost,
            CostBasisQuanta = cost,
        };
    }

    /// <summary>A stake with a fresh mark and nothing in flight.</summary>
    public static MarketExposure Stake(
        MarketSpec spec, long sizeLots, long entryUnits, long markUnits, MarketParameters? parameters = null) =>
        new(
            spec,
            parameters ?? (spec.Kind == MarketKind.Spot ? Spot : Perp),
            Row(spec, sizeLots, entryUnits),
            new MarketView(markUnits, MarkQuality.Fresh, 0),
            0,
            0,
            0,
            0);

    /// <summary>A ledger with some USDT.</summary>
    public static CollateralBalance[] Cash(long quanta) => [new CollateralBalance(quanta, IntegerMath.Ppm)];
}
