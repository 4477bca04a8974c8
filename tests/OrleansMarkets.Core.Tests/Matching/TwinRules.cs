using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Tests.Clearing;

namespace OrleansMarkets.Core.Tests.Matching;

/// <summary>The market that engine and twin match on: narrow limits, so that random orders meet them. Mark is 1,000.</summary>
internal static class TwinRules
{
    public const long Mark = 1_000;
    public const long Band = 20;

    public static MarketParameters Parameters { get; } = TestMarket.Calm with
    {
        MinimumLots = 1,
        MaximumLots = 50,
        MaximumPositionLots = 120,
        MaximumPriceUnits = 100_000,
        PriceBandPpm = 20_000,
        MaximumOpenOrders = 5,
    };
}
