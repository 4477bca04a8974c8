using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Grains.Tests.Markets;

namespace OrleansMarkets.Client.Tests.Contract;

/// <summary>The markets: prices in 0.1 USDT, lots of 0.001 BTC, quanta of 1e-6 USDT; an index that does not age within a test.</summary>
internal static class TestMarkets
{
    public const string Feed = "BTC-USDT";

    private const long LongestIndexAgeNs = 24 * 3_600 * 1_000_000_000L;

    public static AssetTable Assets { get; } = new("USDT", [new Asset("USDT", 6), new Asset("BTC", 8)]);

    public static MarketDefinition Perpetual { get; } = Definitions.Perpetual(feed: Feed) with
    {
        MarginTiers = [new(0, 20_000, 10_000)],
        MaximumIndexAgeNs = LongestIndexAgeNs,
    };

    public static MarketDefinition Spot { get; } = Definitions.Spot() with { MaximumIndexAgeNs = LongestIndexAgeNs };
}
