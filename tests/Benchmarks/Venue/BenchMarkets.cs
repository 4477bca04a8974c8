using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Benchmarks.Venue;

/// <summary>Four perpetuals at a mark of about 50,000.00; prices in 0.01 USDT, lots of 0.001, quanta of 1e-6 USDT.</summary>
internal static class BenchMarkets
{
    public const long MidUnits = 5_000_000;
    public const long MidE8 = MidUnits * 1_000_000;
    public const long TickUnits = 10;
    public const long Usdt = 1_000_000;
    public const string Settlement = "USDT";

    private const long Second = 1_000_000_000;
    private static readonly string[] Bases = ["BTC", "ETH", "SOL", "XRP"];

    public static AssetTable Assets { get; } = new(Settlement, [new Asset(Settlement, 6), .. Bases.Select(name => new Asset(name, 8))]);

    public static IReadOnlyList<string> Symbols { get; } = [.. Bases.Select(name => name + "USDT-PERP")];

    /// <summary>The markets' public names by their own.</summary>
    public static IReadOnlyDictionary<string, string> PublicSymbols { get; } =
        Bases.ToDictionary(name => name + "USDT-PERP", name => name + "USDT");

    public static IReadOnlyList<string> Feeds { get; } = [.. Bases.Select(name => name + "-USDT")];

    public static IEnumerable<MarketDefinition> All => Bases.Select((name, i) => new MarketDefinition(
        Symbols[i],
        MarketKind.LinearPerpetual,
        name,
        Settlement,
        Feeds[i],
        PriceUnitE8: 1_000_000,
        QuantaPerUnitLot: 10,
        BaseQuantaPerLot: 0,
        Version: 1,
        TickUnits: TickUnits,
        StepLots: 1,
        MinimumLots: 1,
        MaximumLots: 1_000_000,
        MaximumPositionLots: 10_000_000,
        MaximumPriceUnits: 100_000_000,
        PriceBandPpm: 50_000,
        MaximumOpenOrders: 500,
        MakerFeePpm: 200,
        TakerFeePpm: 500,
        [new MarginTierDefinition(0, 25_000, 12_500), new MarginTierDefinition(150_000_000 * Usdt, 50_000, 25_000)],
        new FundingDefinition(3_600 * Second, 5 * Second, 20_000 * Usdt, 100, 500, 8 * 3_600 * Second, 4_000, 1),
        new LiquidationDefinition(5_000, 1_000, 150_000, 200_000, 1_000 * Usdt, 1_000_000),
        MarkBandPpm: 50_000,
        BasisHalfLifeNs: 150 * Second,
        MaximumIndexAgeNs: 5 * Second));
}
