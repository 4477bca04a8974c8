using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Tests.Markets;

namespace OrleansMarkets.Core.Tests.Clearing;

/// <summary>Phases and auction rules drawn at random.</summary>
internal static class RandomAuctions
{
    private static readonly MarketPhase[] Phases =
    [
        MarketPhase.Open,
        MarketPhase.Open,
        MarketPhase.ReduceOnly,
        MarketPhase.PreOpen,
        MarketPhase.Interrupted,
        MarketPhase.Closing,
        MarketPhase.Halted,
    ];

    public static MarketPhase Phase(Random random) => Phases[random.Next(Phases.Length)];

    /// <summary>One rule or several; sometimes none.</summary>
    public static AuctionParameters? Rules(Random random)
    {
        bool isBatched = random.Next(3) == 0;
        var rules = new AuctionParameters(
            PreOpenNs: random.Next(3) * TestMarkets.SecondNs,
            InterruptionNs: TestMarkets.SecondNs * random.Next(1, 4),
            ClosingNs: random.Next(3) * TestMarkets.SecondNs,
            InterruptionBandPpm: random.Next(2) * 15_000,
            BatchWindowNs: isBatched ? random.Next(50, 251) * TestMarket.Ms : 0,
            TakerDelayNs: isBatched ? 0 : random.Next(3) * 200 * TestMarket.Ms);
        return random.Next(5) == 0 ? null : rules;
    }

    /// <summary>Lets what is due happen, so that the market that was ordered to open is open.</summary>
    public static void Finish(TestMarket market)
    {
        while (market.Nudge().BoundariesDue)
        {
            market.Engine.CheckInvariants();
        }
    }
}
