using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Funding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Markets;

namespace OrleansMarkets.Core.Tests.Clearing;

/// <summary>Premium samples and funding: due times are state, and a step applies what is due before its command.</summary>
public sealed class BoundaryTests
{
    private static readonly FundingParameters Fast = TestMarkets.Funding with
    {
        IntervalNs = 60 * TestMarkets.SecondNs,
        SamplePeriodNs = 5 * TestMarkets.SecondNs,
        ImpactNotionalQuanta = 100_000,
        MinimumSamples = 6,
        CapPpm = 20_000,
    };

    private static readonly MarketParameters Rules = TestMarket.Calm with { Funding = Fast };

    [Fact]
    public void Funding_is_charged_by_the_index_before_the_command_of_its_step()
    {
        var market = new TestMarket(Rules);
        Position(market);
        market.NowNs = market.Engine.NextFundingNs;
        market.Touch(3);
        List<EventKind> kinds = market.LastEvents();
        Assert.True(kinds.IndexOf(EventKind.FundingSettled) < kinds.IndexOf(EventKind.StampRaised));
        Assert.Equal(12, kinds.Count(kind => kind == EventKind.PremiumSampled));
        FundingSettledEvent funding = Settled(market).Single();
        long rate = FundingRate.Compute(Fast, 0, 12);
        Assert.Equal(100, rate);
        Assert.Equal(rate, funding.RatePpm);
        Assert.Equal(FundingIndex.Increment(Fast, rate, 1_000, market.Spec), market.Engine.FundingIndex);
        Assert.Equal(FundingZeroReason.None, funding.ZeroReason);
    }

    [Fact]
    public void A_row_is_settled_when_read_and_when_touched_and_both_agree()
    {
        var market = new TestMarket(Rules);
        Position(market);
        market.NowNs = market.Engine.NextFundingNs;
        market.Nudge();
        ClearingRow read = market.Row(1);
        Assert.True(read.FundingQuanta < 0);
        Assert.Equal(market.Engine.FundingIndex, read.FundingIndex);
        ClearingRow touched = market.Touch(1).Row;
        Assert.Equal(read.QuoteQuanta, touched.QuoteQuanta);
        Assert.Equal(read.FundingQuanta, touched.FundingQuanta);
        Assert.Contains(WellKnownAccounts.FundingPool, (IEnumerable<long>)market.Engine.TouchedAccounts.ToArray());
    }

    [Fact]
    public void Rows_and_pool_are_zero_and_the_residue_is_never_negative()
    {
        var market = new TestMarket(Rules with { MaximumOpenOrders = 200 });
        for (long account = 10; account < 40; account++)
        {
            market.Open(account, account + 100, 1_000 + (account % 7), 1 + (account % 5));
        }

        market.NowNs = market.Engine.NextFundingNs + TestMarket.Ms;
        market.Nudge();
        for (long account = 10; account < 40; account++)
        {
            market.Touch(account);
            market.Touch(account + 100);
        }

        Assert.True(market.Engine.TotalBalance().IsBalanced);
        Assert.InRange(market.Row(WellKnownAccounts.FundingPool).QuoteQuanta, 1, market.Engine.RowCount - 1);
    }

    [Fact]
    public void A_new_position_owes_nothing_for_the_past()
    {
        var market = new TestMarket(Rules);
        Position(market);
        market.NowNs = market.Engine.NextFundingNs;
        market.Index(1_000);
        market.Open(7, 8, 1_000, 5);
        market.Touch(7);
        Assert.Equal(0, market.Row(7).FundingQuanta);
        Assert.True(market.Row(1).FundingQuanta < 0);
    }

    [Fact]
    public void A_premium_of_the_book_moves_the_rate()
    {
        var market = new TestMarket(Rules);
        market.Place(1, Side.Buy, 1_004, 10);
        market.Place(2, Side.Sell, 1_006, 10);
        market.NowNs = market.Engine.NextFundingNs;
        market.Nudge();
        Assert.Equal(4_000 - 500, Settled(market).Single().RatePpm);
    }

    [Fact]
    public void An_interval_without_enough_samples_is_zero_with_a_reason()
    {
        var market = new TestMarket(Rules, opens: false);
        market.NowNs = market.Engine.NextFundingNs - (10 * TestMarkets.SecondNs);
        market.Index(1_000);
        market.NowNs = market.Engine.NextFundingNs;
        market.Nudge();
        FundingSettledEvent funding = Settled(market).Single();
        Assert.Equal(FundingZeroReason.TooFewSamples, funding.ZeroReason);
        Assert.Equal(0, market.Engine.FundingIndex);
    }

    [Fact]
    public void An_interval_that_ends_on_a_stale_index_is_zero_with_a_reason()
    {
        var market = new TestMarket(Rules with { Mark = TestMarkets.Mark with { MaximumIndexAgeNs = 50 * TestMarkets.SecondNs } });
        market.NowNs = market.Engine.NextFundingNs;
        market.Nudge();
        FundingSettledEvent funding = Settled(market).Single();
        Assert.Equal(FundingZeroReason.StaleIndex, funding.ZeroReason);
        Assert.Equal(10, funding.Samples);
        Assert.Equal(0, funding.IndexIncrement);
    }

    [Fact]
    public void A_long_gap_is_caught_up_over_several_steps_and_nothing_trades_before()
    {
        var market = new TestMarket(Rules with { Mark = TestMarkets.Mark with { MaximumIndexAgeNs = 50 * TestMarkets.SecondNs } });
        market.Open(3, 4, 1_000, 1);
        market.NowNs += 30 * TestMarkets.HourNs;
        Outcome first = market.Index(1_000);
        Assert.True(first.BoundariesDue);
        Assert.Equal(ResultCode.Unavailable, first.Code);
        Assert.Equal(ResultCode.StalePrice, market.Submit(1, Side.Buy, 1_000, 1).Code);
        Assert.Equal(ResultCode.MarketNotOpen, market.Submit(3, Side.Sell, 1_000, 1, flags: OrderFlags.ReduceOnly).Code);
        int steps = 0;
        while (market.Nudge().BoundariesDue)
        {
            Assert.True(++steps < 20);
        }

        Assert.True(market.Engine.NextBoundaryNs > market.NowNs);
        market.Index(1_000);
        Assert.Equal(ResultCode.Ok, market.Submit(1, Side.Buy, 1_000, 1).Code);
        Assert.Equal(market.Engine.StateHash(), market.Folded().StateHash());
    }

    [Fact]
    public void A_nudge_with_nothing_due_writes_nothing()
    {
        var market = new TestMarket(Rules);
        Assert.False(market.Nudge().HasRecord);
        market.NowNs = market.Engine.NextBoundaryNs;
        Assert.True(market.Nudge().HasRecord);
    }

    [Fact]
    public void A_new_schedule_begins_at_its_next_boundary()
    {
        var market = new TestMarket(Rules);
        MarketParameters next = Rules with { Version = 2, Funding = Fast with { IntervalNs = 120 * TestMarkets.SecondNs } };
        Assert.Equal(ResultCode.Ok, market.SetParameters(next).Code);
        Assert.Equal(TestMarket.StartNs + (120 * TestMarkets.SecondNs), market.Engine.NextFundingNs);
    }

    private static void Position(TestMarket market)
    {
        market.Open(1, 2, 1_000, 10);
        Assert.Equal(0, market.Engine.Book.Count);
    }

    private static List<FundingSettledEvent> Settled(TestMarket market)
    {
        var settled = new List<FundingSettledEvent>();
        var record = new MarketRecord(market.Log[^1]);
        while (record.NextEvent() is { } kind)
        {
            if (kind == EventKind.FundingSettled)
            {
                settled.Add(record.ReadFundingSettled());
            }
        }

        return settled;
    }
}
