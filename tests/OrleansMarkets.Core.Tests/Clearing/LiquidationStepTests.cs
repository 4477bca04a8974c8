using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing;

/// <summary>Liquidation and auto-deleveraging steps of a book. Fee 5,000 ppm, reward 1,000 ppm; one unit × lot is 100 quanta.</summary>
public sealed class LiquidationStepTests
{
    private readonly TestMarket _market = new();

    [Fact]
    public void A_liquidation_pays_fee_and_reward_inside_its_step()
    {
        _market.Open(1, 2, 1_000, 10);
        _market.Place(3, Side.Buy, 990, 6);
        Outcome step = _market.Run(Step(1, lots: 8, zero: 950));
        Assert.Equal(6, step.Liquidation.ClosedLots);
        Assert.Equal(594_000, step.Liquidation.ClosedQuanta);
        Assert.Equal(2_970, step.Liquidation.LiquidationFeeQuanta);
        Assert.Equal(594, step.Liquidation.RewardQuanta);
        Assert.Equal(2, step.Liquidation.RemainderLots);
        Assert.Equal(4, step.Row.SizeLots);
        Assert.Equal(2_970, step.Row.FeesQuanta);
        Assert.Equal(2_970 - 594, _market.Row(WellKnownAccounts.Insurance).QuoteQuanta);
        Assert.Equal(594, _market.Row(9).TransfersQuanta);
        Assert.Equal([1L, 3L, WellKnownAccounts.Insurance, 9L], step.Touched);
        _market.Engine.CheckInvariants();
    }

    [Fact]
    public void The_fee_never_reaches_below_the_zero_price_and_the_reward_is_at_most_half_of_it()
    {
        _market.Open(1, 2, 1_000, 10);
        _market.Place(3, Side.Buy, 990, 10);
        Outcome step = _market.Run(Step(1, lots: 5, zero: 989));
        Assert.Equal(500, step.Liquidation.LiquidationFeeQuanta);
        Assert.Equal(250, step.Liquidation.RewardQuanta);
        Outcome below = _market.Run(Step(2, lots: 5, zero: 995));
        Assert.Equal(5, below.Liquidation.ClosedLots);
        Assert.Equal(0, below.Liquidation.LiquidationFeeQuanta);
    }

    [Fact]
    public void A_short_position_is_bought_back()
    {
        _market.Open(2, 1, 1_000, 10);
        _market.Place(3, Side.Sell, 1_010, 10);
        Outcome step = _market.Run(Step(1, lots: 4, zero: 1_100) with { Side = Side.Buy, LimitPriceUnits = 1_020 });
        Assert.Equal(4, step.Liquidation.ClosedLots);
        Assert.Equal(2_020, step.Liquidation.LiquidationFeeQuanta);
        Assert.Equal(-6, step.Row.SizeLots);
    }

    [Fact]
    public void A_step_is_idempotent_by_episode_and_number()
    {
        _market.Open(1, 2, 1_000, 10);
        _market.Place(3, Side.Buy, 990, 10);
        LiquidateCommand first = Step(1, lots: 3, zero: 950);
        Outcome done = _market.Run(first);
        Outcome same = _market.Run(first);
        Assert.True(same.IsRepeat);
        Assert.False(same.HasRecord);
        Assert.Equal(done.Liquidation, same.Liquidation);
        Outcome retried = _market.Run(first with { Stamp = _market.NextStamp(1) });
        Assert.True(retried.IsRepeat);
        Assert.Equal(done.Liquidation, retried.Liquidation);
        Assert.Equal(7, retried.Row.SizeLots);
        Assert.Equal(done.Liquidation, _market.Run(Step(1, lots: 4, zero: 950)).Liquidation);
        Assert.Equal(ResultCode.Ok, _market.Run(Step(2, lots: 3, zero: 950)).Code);
        Assert.Equal(ResultCode.Superseded, _market.Run(Step(1, lots: 3, zero: 950)).Code);
        Assert.Equal(4, _market.Row(1).SizeLots);
    }

    [Fact]
    public void No_liquidation_without_a_fresh_index_or_outside_trading_phases()
    {
        _market.Open(1, 2, 1_000, 10);
        _market.Place(3, Side.Buy, 990, 10);
        _market.Index(1_000, quorum: false);
        Assert.Equal(ResultCode.StalePrice, _market.Run(Step(1, lots: 3, zero: 950)).Code);
        _market.Index(1_000);
        _market.SetPhase(MarketPhase.Halted);
        Assert.Equal(ResultCode.MarketNotOpen, _market.Run(Step(1, lots: 3, zero: 950)).Code);
        _market.SetPhase(MarketPhase.ReduceOnly);
        Assert.Equal(3, _market.Run(Step(1, lots: 3, zero: 950)).Liquidation.ClosedLots);
    }

    [Fact]
    public void A_liquidation_without_a_position_closes_nothing()
    {
        _market.Place(3, Side.Buy, 990, 10);
        Outcome step = _market.Run(Step(1, lots: 3, zero: 950));
        Assert.Equal(ResultCode.Ok, step.Code);
        Assert.Equal(0, step.Liquidation.ClosedLots);
        Assert.Equal(10, _market.Engine.Book.CopyDepth(Side.Buy, new DepthLevel[1]) * 10);
    }

    [Fact]
    public void Deleveraging_moves_both_sides_at_one_price_and_reports_the_remainder()
    {
        _market.Open(1, 2, 1_000, 10);
        _market.Open(1, 3, 1_000, 5);
        Outcome step = _market.Run(Deleverage(1, 980, Of(3, 9), Of(2, 4), Of(4, 3)));
        Assert.Equal(9, step.Liquidation.ClosedLots);
        Assert.Equal(6, step.Liquidation.RemainderLots);
        Assert.Equal(6, _market.Row(1).SizeLots);
        Assert.Equal(0, _market.Row(3).SizeLots);
        Assert.Equal(-6, _market.Row(2).SizeLots);
        Assert.Equal(5 * 20 * 100, _market.Row(3).RealisedPnlQuanta);
        Assert.Equal(-9 * 20 * 100, _market.Row(1).RealisedPnlQuanta);
        Assert.All(_market.LastTrades(), trade => Assert.Equal((0L, 980L), (trade.MakerOrderId, trade.PriceUnits)));
        Assert.Equal(1_000, _market.Engine.LastPriceUnits);
        _market.Engine.CheckInvariants();
    }

    [Fact]
    public void Deleveraging_never_touches_accounts_on_the_same_side_or_without_a_position()
    {
        _market.Open(1, 2, 1_000, 10);
        _market.Open(4, 5, 1_000, 10);
        Outcome step = _market.Run(Deleverage(1, 980, Of(4, 10), Of(77, 10)));
        Assert.Equal(0, step.Liquidation.ClosedLots);
        Assert.Equal(10, _market.Row(4).SizeLots);
        Assert.DoesNotContain(4, step.Touched);
        Assert.False(_market.Engine.TryReadRow(77, out _));
    }

    [Fact]
    public void Deleveraging_cancels_orders_beyond_what_remains_of_the_position_newest_first()
    {
        _market.Open(1, 2, 1_000, 10);
        long kept = _market.Place(2, Side.Buy, 900, 3);
        _market.Place(2, Side.Buy, 901, 4, OrderFlags.ReduceOnly);
        _market.Place(2, Side.Buy, 902, 2);
        long opening = _market.Place(2, Side.Sell, 1_100, 8);
        _market.Run(Deleverage(1, 980, Of(2, 6)));
        var orders = new RestingOrder[8];
        int count = _market.Engine.CopyOrders(2, orders);
        Assert.Equal([kept, opening], orders.Take(count).Select(order => order.OrderId));
        Assert.Equal(2, _market.LastEvents().Count(kind => kind == EventKind.OrderCancelled));
        Assert.Equal(-4, _market.Row(2).SizeLots);
    }

    [Fact]
    public void Deleveraging_shares_the_steps_of_an_episode()
    {
        _market.Open(1, 2, 1_000, 10);
        _market.Place(3, Side.Buy, 990, 2);
        _market.Run(Step(1, lots: 10, zero: 950));
        Assert.True(_market.Run(Deleverage(1, 980, Of(2, 4))).IsRepeat);
        DeleverageCommand step = Deleverage(2, 980, Of(2, 4));
        Outcome done = _market.Run(step);
        Assert.Equal(4, done.Liquidation.ClosedLots);
        Assert.True(_market.Run(step).IsRepeat);
        Assert.Equal(4, _market.Row(1).SizeLots);
    }

    [Fact]
    public void A_deleveraging_of_bad_form_is_refused()
    {
        _market.Open(1, 2, 1_000, 10);
        Assert.Equal(ResultCode.InvalidRequest, _market.Run(Deleverage(1, 980)).Code);
        Assert.Equal(ResultCode.InvalidRequest, _market.Run(Deleverage(1, 0, Of(2, 4))).Code);
        Assert.Equal(ResultCode.InvalidRequest, _market.Run(Deleverage(1, 980, Of(1, 4))).Code);
        Assert.Equal(ResultCode.InvalidRequest, _market.Run(Deleverage(1, 980, Of(2, 0))).Code);
        var many = new DeleverageCounterparty[MarketLimits.MaximumDeleverageCounterparties + 1];
        Array.Fill(many, Of(2, 1));
        Assert.Equal(ResultCode.InvalidRequest, _market.Run(Deleverage(1, 980, many)).Code);
    }

    private static DeleverageCounterparty Of(long account, long lots) => new(account, lots, 1, 2);

    private LiquidateCommand Step(int step, long lots, long zero) =>
        new(1, _market.NextStamp(1), 1, step, Side.Sell, lots, 900, zero, 9);

    private DeleverageCommand Deleverage(int step, long price, params DeleverageCounterparty[] counterparties) =>
        new(1, _market.NextStamp(1), 1, step, price, counterparties);
}
