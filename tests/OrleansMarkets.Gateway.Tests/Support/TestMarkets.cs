using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Grains.Tests.Markets;

namespace OrleansMarkets.Gateway.Tests.Support;

/// <summary>A contract and a spot market: prices in 0.1 USDT, lots of 0.001 BTC, quanta of 1e-6 USDT.</summary>
internal static class TestMarkets
{
    public const string Perpetual = "BTCUSDT-PERP";
    public const string Spot = "BTCUSDT";
    public const string Feed = "BTC-USDT";
    public const long Usdt = 1_000_000;

    private const long LongestIndexAgeNs = 3_600 * 1_000_000_000L;
    private const long DayNs = 24 * LongestIndexAgeNs;

    public static AssetTable Assets { get; } = new("USDT", [new Asset("USDT", 6), new Asset("BTC", 8)]);

    public static MarketDefinition PerpetualDefinition { get; } = Coarse(Definitions.Perpetual(Perpetual, Feed));

    public static MarketDefinition SpotDefinition { get; } = Coarse(Definitions.Spot(Spot));

    private static FundingDefinition Daily(FundingDefinition funding) =>
        funding with { IntervalNs = DayNs, SamplePeriodNs = DayNs, RatePeriodNs = 3 * DayNs, MinimumSamples = 1 };

    // A grid coarser than the units, so that a price or quantity can be off it; an index that does not age within a test,
    // and no premium samples, so that a market changes by commands alone.
    private static MarketDefinition Coarse(MarketDefinition market) => market with
    {
        TickUnits = 5,
        StepLots = 2,
        MinimumLots = 2,
        MaximumIndexAgeNs = LongestIndexAgeNs,
        Funding = market.Funding is { } funding ? Daily(funding) : null,
    };
}
