using FsCheck;
using FsCheck.Fluent;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Markets;
using OrleansMarkets.Core.Tests.Money;

namespace OrleansMarkets.Core.Tests.Clearing.Auctions;

/// <summary>Wherever quotes and mark have gone, a liquidation comes to every quote that it accepts after few interruptions.</summary>
public sealed class BandPropertyTests
{
    private const int Runs = 400;
    private const long Position = 60;
    private const long LastUnits = 10_000;

    private static readonly Gen<Quote> AnyQuote =
        from distance in Gen.Choose(-1_000, 1_000)
        from lots in Gen.Choose(1, 20)
        select new Quote(distance, lots);

    private static readonly Gen<Gap> AnyGap =
        from bandPpm in Gen.Choose(1_000, 200_000)
        from priceBandPpm in Gen.Choose(10_000, 300_000)
        from mark in Gen.Choose(6_000, 14_000)
        from limit in Gen.Choose(-1_000, 1_000)
        from isLong in Gen.Elements(true, false)
        from quotes in AnyQuote.ListOf(5)
        select new Gap(bandPpm, priceBandPpm, mark, limit, isLong, [.. quotes]);

    [Fact]
    public void A_liquidation_comes_to_every_quote_that_it_accepts_after_few_interruptions() => Properties.Check(AnyGap, Check, Runs);

    private static void Check(Gap gap)
    {
        TestMarket market = AuctionMarket.With(
            AuctionMarket.None with { InterruptionBandPpm = gap.BandPpm, InterruptionNs = TestMarkets.SecondNs },
            TestMarket.Calm with { PriceBandPpm = gap.PriceBandPpm });
        market.Index(LastUnits);
        market.Open(gap.IsLong ? 1 : 2, gap.IsLong ? 2 : 1, LastUnits, Position);
        market.Index(gap.Mark);
        Side quoted = gap.IsLong ? Side.Buy : Side.Sell;
        foreach (Quote quote in gap.Quotes)
        {
            market.Place(3, quoted, gap.PriceOf(quote.DistanceThousandths), quote.Lots, OrderFlags.PostOnly);
        }

        long limit = gap.PriceOf(gap.LimitThousandths);
        long accepted = gap.Quotes.Where(quote => gap.Accepts(limit, gap.PriceOf(quote.DistanceThousandths))).Sum(quote => quote.Lots);
        long closed = 0;
        int untraded = 0;
        for (int step = 1; ; step++)
        {
            Outcome outcome = market.Run(
                new LiquidateCommand(1, market.NextStamp(1), 1, step, quoted.Opposite(), Position - closed, limit, limit, 0));
            closed += outcome.Liquidation.ClosedLots;
            market.Engine.CheckInvariants();
            if (!outcome.Liquidation.Interrupted)
            {
                break;
            }

            untraded = outcome.Liquidation.ClosedLots > 0 ? 1 : untraded + 1;
            Assert.InRange(untraded, 1, gap.MostInterruptions);
            market.AfterSeconds(1);
            Assert.Equal(MarketPhase.Open, market.Engine.Phase);
        }

        Assert.Equal(Math.Min(accepted, Position), closed);
        market.CheckAll();
    }

    /// <summary>An order of the other side.</summary>
    public sealed record Quote(int DistanceThousandths, long Lots);

    /// <summary>A market that has gapped. Distances are thousandths of the price band, from the mark.</summary>
    public sealed record Gap(long BandPpm, long PriceBandPpm, long Mark, int LimitThousandths, bool IsLong, Quote[] Quotes)
    {
        /// <summary>One to leave the last trade, and one for each time that the band can double below the price band.</summary>
        public int MostInterruptions
        {
            get
            {
                int most = 1;
                for (long ppm = BandPpm; ppm < PriceBandPpm; ppm *= 2)
                {
                    most++;
                }

                return most;
            }
        }

        public long PriceOf(int thousandths) => Mark + (Mark * PriceBandPpm / 1_000_000 * thousandths / 1_000);

        public bool Accepts(long limit, long price) => IsLong ? price >= limit : price <= limit;
    }
}
