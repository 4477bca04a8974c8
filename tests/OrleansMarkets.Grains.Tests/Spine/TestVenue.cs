using System.Collections.Immutable;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Grains.Tests.Spine;

/// <summary>The market and the assets of these tests: 0.01 USDT a price unit, 0.001 BTC a lot, quanta of 1e-6 USDT.</summary>
internal static class TestVenue
{
    public const string Symbol = "BTCUSDT-PERP";
    public const string Feed = "BTC-USDT";
    public const long Usdt = 1_000_000;

    private const long Second = 1_000_000_000;

    public static AssetTable Assets { get; } = new("USDT", [new Asset("USDT", 6), new Asset("BTC", 8)]);

    public static MarketDefinition Market { get; } = new(
        Symbol,
        MarketKind.LinearPerpetual,
        "BTC",
        "USDT",
        Feed,
        PriceUnitE8: 1_000_000,
        QuantaPerUnitLot: 10,
        BaseQuantaPerLot: 0,
        Version: 1,
        TickUnits: 10,
        StepLots: 1,
        MinimumLots: 1,
        MaximumLots: 1_000_000,
        MaximumPositionLots: 10_000_000,
        MaximumPriceUnits: 100_000_000,
        PriceBandPpm: 50_000,
        MaximumOpenOrders: 200,
        MakerFeePpm: 200,
        TakerFeePpm: 500,
        ImmutableArray.Create(new MarginTierDefinition(0, 25_000, 12_500), new MarginTierDefinition(150_000_000 * Usdt, 50_000, 25_000)),
        new FundingDefinition(3_600 * Second, 5 * Second, 20_000 * Usdt, 100, 500, 8 * 3_600 * Second, 4_000, 1),
        new LiquidationDefinition(5_000, 1_000, 150_000, 200_000, 1_000 * Usdt, 1_000_000),
        MarkBandPpm: 50_000,
        BasisHalfLifeNs: 150 * Second,
        MaximumIndexAgeNs: 5 * Second);

    /// <summary>The id of a test's command.</summary>
    public static CommandKey Id(ulong number) => new(1, number);
}
