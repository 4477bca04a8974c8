using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Grains.Tests.Markets;

/// <summary>Markets for tests: prices in 0.1 USDT, lots of 0.001, quanta of 1e-6 USDT.</summary>
public static class Definitions
{
    private const long Second = 1_000_000_000;

    public static MarketDefinition Perpetual(string symbol = "BTCUSDT-PERP", string feed = "BTC-USDT") => new(
        symbol,
        MarketKind.LinearPerpetual,
        "BTC",
        "USDT",
        feed,
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
        MarginTiers: [new(0, 20_000, 10_000), new(1_000_000_000_000, 40_000, 20_000)],
        new FundingDefinition(3_600 * Second, 5 * Second, 10_000_000_000, 100, 500, 28_800 * Second, 40_000, 10),
        new LiquidationDefinition(5_000, 1_000, 150_000, 200_000, 100_000_000, 500_000),
        MarkBandPpm: 50_000,
        BasisHalfLifeNs: 150 * Second,
        MaximumIndexAgeNs: 5 * Second);

    public static MarketDefinition Spot(string symbol = "BTCUSDT") => Perpetual(symbol) with
    {
        Kind = MarketKind.Spot,
        BaseQuantaPerLot = 100_000,
        MarginTiers = [],
        Funding = null,
        Liquidation = null,
    };
}
