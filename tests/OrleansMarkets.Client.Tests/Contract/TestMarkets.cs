using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Client.Tests.Contract;

/// <summary>The markets: prices in 0.1 USDT, lots of 0.001 BTC, quanta of 1e-6 USDT; an index that does not age within a test.</summary>
internal static class TestMarkets
{
    public const string Feed = "BTC-USDT";

    private const long Second = 1_000_000_000;
    private const long Hour = 3_600 * Second;

    public static AssetTable Assets { get; } = new("USDT", [new Asset("USDT", 6), new Asset("BTC", 8)]);

    public static MarketDefinition Perpetual { get; } = new(
        "BTCUSDT-PERP",
        MarketKind.LinearPerpetual,
        "BTC",
        "USDT",
        Feed,
        PriceUnitE8: 10_000_000,
        QuantaPerUnitLot: 100,
        BaseQuantaPerLot: 0,
        Version: 1,
        TickUnits: 1,
        StepLots: 1,
        MinimumLots: 1,
        MaximumLots: 100_000,
        MaximumPositionLots: 1_000_000,
        MaximumPriceUnits: 10_000_000,
        PriceBandPpm: 100_000,
        MaximumOpenOrders: 200,
        MakerFeePpm: 100,
        TakerFeePpm: 500,
        MarginTiers: [new(0, 20_000, 10_000)],
        new FundingDefinition(Hour, 5 * Second, 10_000_000_000, 100, 500, 8 * Hour, 40_000, 10),
        new LiquidationDefinition(5_000, 1_000, 150_000, 200_000, 100_000_000, 500_000),
        MarkBandPpm: 50_000,
        BasisHalfLifeNs: 150 * Second,
        MaximumIndexAgeNs: 24 * Hour);

    public static MarketDefinition Spot { get; } = Perpetual with
    {
        Symbol = "BTCUSDT",
        Kind = MarketKind.Spot,
        BaseQuantaPerLot = 100_000,
        MarginTiers = [],
        Funding = null,
        Liquidation = null,
    };
}
