using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Lab.Venue;

/// <summary>The market of a replay: a linear perpetual on BTC. Its parameters and their reasons are in docs/replay.md.</summary>
public static class VenueMarket
{
    /// <summary>Symbol and grain key.</summary>
    public const string Symbol = "BTCUSDT-PERP";

    /// <summary>Oracle feed.</summary>
    public const string Feed = "BTC-USDT";

    /// <summary>Asset of collateral, cash and fees; one quantum is 1e-6.</summary>
    public const string SettlementAsset = "USDT";

    /// <summary>Decimals of one quantum of the settlement asset.</summary>
    public const int SettlementDecimals = 6;

    /// <summary>Quanta of one unit of the settlement asset.</summary>
    public const long QuantaPerAsset = 1_000_000;

    /// <summary>Quote quanta of one price unit (0.01 USDT) times one lot (0.001 BTC): 0.00001 USDT.</summary>
    public const long QuantaPerUnitLot = 10;

    /// <summary>Tick, price units: 0.1 USDT.</summary>
    public const long TickUnits = 10;

    /// <summary>Smallest order: one lot.</summary>
    public const long MinimumLots = 1;

    /// <summary>Largest order: 1,000 BTC.</summary>
    public const long MaximumLots = 1_000_000;

    /// <summary>Age from which an index is stale: three prices of a path with one each 15 s, nanoseconds.</summary>
    public const long MaximumIndexAgeNs = 45_000_000_000;

    internal const long SecondNs = 1_000_000_000;

    /// <summary>The definition as the registry takes it.</summary>
    public static MarketDefinition Definition { get; } = new(
        Symbol,
        MarketKind.LinearPerpetual,
        BaseAsset: "BTC",
        SettlementAsset,
        Feed,
        PriceUnitE8: 1_000_000,
        QuantaPerUnitLot,
        BaseQuantaPerLot: 0,
        Version: 1,
        TickUnits,
        StepLots: 1,
        MinimumLots,
        MaximumLots,
        MaximumPositionLots: 5_000_000,
        MaximumPriceUnits: 1_000_000_000,
        PriceBandPpm: 50_000,
        MaximumOpenOrders: 20,
        MakerFeePpm: 100,
        TakerFeePpm: 500,
        MarginTiers:
        [
            new MarginTierDefinition(LowerNotionalQuanta: 0, InitialPpm: 25_000, MaintenancePpm: 12_500),
            new MarginTierDefinition(150_000_000 * QuantaPerAsset, InitialPpm: 50_000, MaintenancePpm: 25_000),
        ],
        new FundingDefinition(
            IntervalNs: 3_600 * SecondNs,
            SamplePeriodNs: 60 * SecondNs,
            ImpactNotionalQuanta: 20_000 * QuantaPerAsset,
            InterestPpm: 100,
            ClampPpm: 500,
            RatePeriodNs: 8 * 3_600 * SecondNs,
            CapPpm: 2_777,
            MinimumSamples: 20),
        new LiquidationDefinition(
            FeePpm: 5_000,
            KeeperRewardPpm: 500,
            BufferPpm: 150_000,
            MaximumStepPpm: 200_000,
            FullCloseNotionalQuanta: 100_000 * QuantaPerAsset,
            SpreadToMaintenancePpm: 1_000_000),
        MarkBandPpm: 5_000,
        BasisHalfLifeNs: 150 * SecondNs,
        MaximumIndexAgeNs);
}
