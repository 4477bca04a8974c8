using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Simulation.Plan;

namespace OrleansMarkets.Simulation.Venue;

/// <summary>
/// The assets and markets of every simulated venue: two perpetuals and a spot market; prices in 0.01 USDT, quanta of 1e-6 USDT.
/// </summary>
internal static class VenueMarkets
{
    public const string BtcPerpetual = "BTCUSDT-PERP";
    public const string EthPerpetual = "ETHUSDT-PERP";
    public const string BtcSpot = "BTCUSDT";
    public const string BtcFeed = "BTC-USDT";
    public const string EthFeed = "ETH-USDT";
    public const string Settlement = "USDT";
    public const string Base = "BTC";
    public const long UsdtQuanta = 1_000_000;
    public const long BtcQuanta = 100_000_000;
    public const long PriceUnitE8 = 1_000_000;
    public const long TickUnits = 10;
    public const long StepLots = 5;
    public const long MaximumLots = 20_000;
    public const long MaximumIndexAgeNs = 3 * Second;

    private const long Second = 1_000_000_000;

    public static AssetTable Assets { get; } = new(Settlement, [new Asset(Settlement, 6), new Asset(Base, 8), new Asset("ETH", 8)]);

    public static IReadOnlyList<string> Symbols { get; } = [BtcPerpetual, BtcSpot, EthPerpetual];

    public static string FeedOf(string symbol) => symbol == EthPerpetual ? EthFeed : BtcFeed;

    /// <summary>Lots that carry as much notional as one lot of the BTC markets.</summary>
    public static long LotsPerBtcLot(string symbol) => symbol == EthPerpetual ? 2 : 1;

    public static IEnumerable<MarketDefinition> Define(SeedPlan plan)
    {
        MarketDefinition perpetual = Perpetual(plan);
        yield return perpetual;
        yield return perpetual with
        {
            Symbol = EthPerpetual,
            BaseAsset = "ETH",
            OracleFeed = EthFeed,
            QuantaPerUnitLot = 100,
            MarginTiers = [new(0, 40_000, 20_000), new(500_000 * UsdtQuanta, 100_000, 50_000)],
            Auction = plan.Auction,
        };
        yield return perpetual with
        {
            Symbol = BtcSpot,
            Kind = MarketKind.Spot,
            BaseQuantaPerLot = BtcQuanta / 1_000,
            MarginTiers = [],
            Funding = null,
            Liquidation = null,
        };
    }

    private static MarketDefinition Perpetual(SeedPlan plan) => new(
        BtcPerpetual,
        MarketKind.LinearPerpetual,
        Base,
        Settlement,
        BtcFeed,
        PriceUnitE8,
        QuantaPerUnitLot: 10,
        BaseQuantaPerLot: 0,
        Version: 1,
        TickUnits,
        StepLots,
        MinimumLots: StepLots,
        MaximumLots,
        MaximumPositionLots: 200_000,
        MaximumPriceUnits: 100_000_000,
        PriceBandPpm: 50_000,
        MaximumOpenOrders: 30,
        MakerFeePpm: plan.Seed % 3 == 0 ? -100 : 200,
        TakerFeePpm: 500,
        MarginTiers: [new(0, 25_000, 12_500), new(1_000_000 * UsdtQuanta, 50_000, 25_000)],
        new FundingDefinition(
            (long)plan.FundingInterval.TotalSeconds * Second, Second, 10_000 * UsdtQuanta, 100, 500, 60 * Second, 4_000, 1),
        new LiquidationDefinition(5_000, 1_000, 150_000, 200_000, 1_000 * UsdtQuanta, 1_000_000),
        MarkBandPpm: 50_000,
        BasisHalfLifeNs: 30 * Second,
        MaximumIndexAgeNs);
}
