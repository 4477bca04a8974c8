using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Gateway.Tests.Support;

/// <summary>A contract and a spot market: prices in 0.1 USDT, lots of 0.001 BTC, quanta of 1e-6 USDT.</summary>
internal static class TestMarkets
{
    public const string Perpetual = "BTCUSDT-PERP";
    public const string Spot = "BTCUSDT";
    public const string Feed = "BTC-USDT";
    public const long Usdt = 1_000_000;

    private const long Second = 1_000_000_000;

    public static AssetTable Assets { get; } = new("USDT", [new Asset("USDT", 6), new Asset("BTC", 8)]);

    public static MarketDefinition PerpetualDefinition { get; } = new(
        Perpetual,
        MarketKind.LinearPerpetual,
        "BTC",
        "USDT",
        Feed,
        PriceUnitE8: 10_000_000,
        QuantaPerUnitLot: 100,
        BaseQuantaPerLot: 0,
        Version: 1,
        TickUnits: 5,
        StepLots: 2,
        MinimumLots: 2,
        MaximumLots: 100_000,
        MaximumPositionLots: 1_000_000,
        MaximumPriceUnits: 10_000_000,
        PriceBandPpm: 100_000,
        MaximumOpenOrders: 200,
        MakerFeePpm: 100,
        TakerFeePpm: 500,
        MarginTiers: [new(0, 20_000, 10_000), new(1_000_000_000_000, 40_000, 20_000)],
        new FundingDefinition(3_600 * Second, 5 * Second, 10_000_000_000, 100, 500, 28_800 * Second, 40_000, 10),
        new LiquidationDefinition(5_000, 1_000, 150_000, 200_000, 100_000_000, 500_000),
        MarkBandPpm: 50_000,
        BasisHalfLifeNs: 150 * Second,
        MaximumIndexAgeNs: 3_600 * Second);

    public static MarketDefinition SpotDefinition { get; } = PerpetualDefinition with
    {
        Symbol = Spot,
        Kind = MarketKind.Spot,
        BaseQuantaPerLot = 100_000,
        MarginTiers = [],
        Funding = null,
        Liquidation = null,
    };
}
