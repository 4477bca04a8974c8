using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Tests.Spine;

namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>The sentences of the protocol about submitting, seen from outside.</summary>
public sealed class SubmittingTests
{
    private const long Other = 50;

    [Fact]
    public void The_book_refuses_any_pair_not_above_the_highest_with_superseded() => ProtocolVenueA.Run(async venue =>
    {
        Assert.Equal(ResultCode.Ok, (await venue.Book.Submit(venue.Submit(Other, 2, 5, 1))).Code);
        Assert.Equal(ResultCode.Superseded, (await venue.Book.Submit(venue.Submit(Other, 2, 5, 2))).Code);
        Assert.Equal(ResultCode.Superseded, (await venue.Book.Submit(venue.Submit(Other, 2, 4, 3))).Code);
        Assert.Equal(ResultCode.Superseded, (await venue.Book.Submit(venue.Submit(Other, 1, 9, 4))).Code);
        Assert.Equal(ResultCode.Superseded, (await venue.Book.Touch(ProtocolVenueA.Touch(Other, 2, 5, TouchCancel.All))).Code);
        Assert.Equal(ResultCode.Superseded, (await venue.Book.Cancel(venue.Cancel(Other, 1, 99, 5, 1))).Code);
        Assert.Equal(10, await venue.BidLots());
        Assert.Equal(ResultCode.Ok, (await venue.Book.Submit(venue.Submit(Other, 3, 1, 6))).Code);
        Assert.Equal(20, await venue.BidLots());
    });

    [Fact]
    public void Superseded_is_not_a_result_the_same_id_executes_with_a_new_pair() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Book.Touch(ProtocolVenueA.Touch(Other, 1, 7));
        OrderReply refused = await venue.Book.Submit(venue.Submit(Other, 1, 7, 1));
        OrderReply executed = await venue.Book.Submit(venue.Submit(Other, 1, 8, 1));
        Assert.Equal((ResultCode.Superseded, 0L), (refused.Code, refused.OrderId));
        Assert.Equal((ResultCode.Ok, false, OrderStatus.Open), (executed.Code, executed.IsReplay, executed.Status));
    });

    [Fact]
    public void The_book_stores_the_highest_pair_in_the_row_and_the_log() => ProtocolVenueA.Run(async venue =>
    {
        TouchReply touched = await venue.Book.Touch(ProtocolVenueA.Touch(Other, 3, 9));
        Assert.Equal(new CallNumber(3, 9), touched.Row.Call);

        await venue.Fence();
        await Assert.ThrowsAnyAsync<Exception>(venue.Book.Nudge);
        await venue.Pass(1_000);
        RowPage replayed = await venue.Book.ReadRows(new RowQuery(Other - 1, 1, false));
        Assert.Equal(new CallNumber(3, 9), replayed.Rows[0].Call);
        Assert.True(replayed.MarketEpoch > 1);
        Assert.Equal(ResultCode.Superseded, (await venue.Book.Submit(venue.Submit(Other, 3, 9, 1))).Code);
    });

    [Fact]
    public void Every_call_of_a_cross_margin_grain_carries_a_pair_that_grows_by_one_per_call_to_that_book() => ProtocolVenueA.Run(
        async venue =>
        {
            const string Second = "BTC2USDT-PERP";
            await venue.List(TestVenue.Market with { Symbol = Second });
            await venue.Publish(50_000);
            await venue.Deposit(1, 10_000);
            await venue.Place(1, 1, Side.Buy, 10);
            await venue.Account(1).PlaceOrder(ProtocolVenueA.NewOrder(2, Side.Buy, 10) with { Symbol = Second });
            await venue.Account(1).CancelOrder(new CancelRequest(TestVenue.Id(3), TestVenue.Symbol, 0, TestVenue.Id(1), 0));
            await venue.Account(1).CancelAll(TestVenue.Symbol);
            await venue.Place(1, 4, Side.Buy, 10);

            CallNumber[] expected = [new(1, 1), new(1, 2), new(1, 3), new(1, 4), new(1, 5)];
            Assert.Equal(expected, venue.Stamps(1));
            Assert.Equal(expected[..2], venue.Stamps(1, Second));
        });

    [Fact]
    public void A_cross_margin_grain_reserves_before_it_sends() => ProtocolVenueA.Run(async venue =>
    {
        TaskCompletionSource gate = ProtocolVenueA.NewGate();
        await venue.Deposit(1, 10_000);
        HoldSubmit(venue, 1, gate);
        Task<PlaceResult> placing = venue.Place(1, 1, Side.Buy, 1_000);
        await venue.Pass(500);
        long reserved = await venue.Requirement(1);
        Assert.False(placing.IsCompleted);
        Assert.Equal(0, await venue.BidLots());
        Assert.True(reserved >= 1_250 * TestVenue.Usdt, $"{reserved} quanta reserved");

        gate.SetResult();
        Assert.Equal(ResultCode.Ok, (await placing).Code);
        Assert.Equal(reserved, await venue.Requirement(1));
    });

    [Fact]
    public void Two_orders_that_fit_alone_but_not_together_are_not_both_sent() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 10_000);
        await venue.Place(1, 1, Side.Buy, 1);
        Task<PlaceResult> first = venue.Place(1, 2, Side.Buy, 5_000);
        Task<PlaceResult> second = venue.Place(1, 3, Side.Buy, 5_000);
        ResultCode[] codes = [(await first).Code, (await second).Code];
        Assert.Equal([ResultCode.Ok, ResultCode.InsufficientMargin], codes.Order());
        Assert.Equal(5_001, await venue.BidLots());
    });

    [Fact]
    public void New_risk_needs_a_fresh_mark() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 10_000);
        await venue.Place(1, 1, Side.Buy, 10);
        await venue.Pass(7_000);
        Assert.Equal(ResultCode.StalePrice, (await venue.Place(1, 2, Side.Buy, 10)).Code);
        Assert.Equal(ResultCode.StalePrice, venue.Messages<SubmitOrder>()[^1].Verdict);
        await venue.Publish(50_000);
        Assert.Equal(ResultCode.Ok, (await venue.Place(1, 3, Side.Buy, 10)).Code);
    });

    [Fact]
    public void An_order_overtaken_by_a_later_call_is_sent_again_with_a_new_n() => ProtocolVenueA.Run(async venue =>
    {
        TaskCompletionSource gate = ProtocolVenueA.NewGate();
        await venue.Deposit(1, 10_000);
        HoldSubmit(venue, 1, gate);
        Task<PlaceResult> placing = venue.Place(1, 1, Side.Buy, 10);
        await venue.Pass(500);
        await venue.Account(1).CancelAll(TestVenue.Symbol);
        gate.SetResult();

        PlaceResult placed = await placing;
        Assert.Equal((ResultCode.Ok, 10L), (placed.Code, placed.RemainingLots));
        Assert.Equal(10, await venue.BidLots());
        Assert.Equal([new(1, 2), new(1, 4)], venue.Messages<SubmitOrder>().Select(order => order.Call));
    });

    [Fact]
    public void A_row_settles_every_reservation_up_to_its_pair_and_the_overtaken_one_can_never_happen() => ProtocolVenueA.Run(async venue =>
    {
        TaskCompletionSource gate = ProtocolVenueA.NewGate();
        await venue.Deposit(1, 10_000);
        HoldSubmit(venue, 1, gate);
        Task<PlaceResult> first = venue.Place(1, 1, Side.Buy, 2_000);
        await venue.Pass(200);
        long one = await venue.Requirement(1);
        await venue.Place(1, 2, Side.Buy, 2_000);
        Assert.Equal(one, await venue.Requirement(1));
        SubmitOrder late = venue.Messages<SubmitOrder>()[0];
        Assert.Equal(ResultCode.Superseded, (await venue.Book.Submit(late)).Code);

        gate.SetResult();
        Assert.Equal(ResultCode.Ok, (await first).Code);
        Assert.Equal(2 * one, await venue.Requirement(1));
        Assert.Equal(4_000, await venue.BidLots());
    });

    [Fact]
    public void The_requirement_is_the_rows_plus_the_reservations_with_a_higher_pair() => ProtocolVenueA.Run(async venue =>
    {
        TaskCompletionSource gate = ProtocolVenueA.NewGate();
        await venue.Deposit(1, 10_000);
        await venue.Place(1, 1, Side.Buy, 2_000);
        long row = await venue.Requirement(1);
        HoldSubmit(venue, 2, gate);
        Task<PlaceResult> second = venue.Place(1, 2, Side.Buy, 2_000);
        await venue.Pass(200);
        Assert.Equal(2 * row, await venue.Requirement(1));
        Assert.Equal(2_000, await venue.BidLots());
        Assert.Equal(ResultCode.InsufficientMargin, (await venue.Place(1, 3, Side.Buy, 5_000)).Code);
        gate.SetResult();
        Assert.Equal(ResultCode.Ok, (await second).Code);
    });

    [Fact]
    public void A_lost_call_stays_reserved_until_a_row_proves_that_it_cannot_happen() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 10_000);
        venue.Handle = static call => call.MethodName == nameof(IOrderBookGrain.Submit)
            ? Task.FromException(new TimeoutException("lost"))
            : call.Invoke();
        Task<PlaceResult> placing = venue.Place(1, 1, Side.Buy, 2_000, deadlineNs: venue.NowNs + ProtocolVenueA.Second);
        await venue.Pass(10);
        Assert.True(await venue.Requirement(1) >= 2_500 * TestVenue.Usdt);
        Assert.Equal(ResultCode.Unknown, (await placing).Code);
        await venue.Pass(1_000);
        Assert.Equal(0, await venue.Requirement(1));

        venue.Handle = static call => call.Invoke();
        foreach (SubmitOrder late in venue.Messages<SubmitOrder>().ToArray())
        {
            Assert.Equal(ResultCode.Superseded, (await venue.Book.Submit(late)).Code);
        }

        Assert.Equal(0, await venue.BidLots());
    });

    [Fact]
    public void A_malformed_order_is_not_sent_or_leaves_no_trace_and_no_reservation() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 10_000);
        Assert.Equal(ResultCode.InvalidRequest, (await venue.Place(1, 1, Side.Buy, 0)).Code);
        Assert.Empty(venue.Stamps(1));

        PlaceOrder order = ProtocolVenueA.NewOrder(2, Side.Buy, 10);
        PlaceResult refused = await venue.Account(1).PlaceOrder(
            order with { Flags = OrderFlags.PostOnly, TimeInForce = TimeInForce.ImmediateOrCancel });
        Assert.Equal(ResultCode.InvalidRequest, refused.Code);
        await venue.Pass(100);
        Assert.Equal(0, await venue.Requirement(1));
        Assert.Equal(ResultCode.Ok, (await venue.Account(1).PlaceOrder(order)).Code);
    });

    // Holds the first arrival of an order at its book; later calls pass.
    private static void HoldSubmit(ProtocolVenueA venue, ulong id, TaskCompletionSource gate)
    {
        bool held = false;
        venue.Handle = async call =>
        {
            if (!held && call.MethodName == nameof(IOrderBookGrain.Submit)
                && ((SubmitOrder)call.Request.GetArgument(0)!).Id == TestVenue.Id(id))
            {
                held = true;
                await gate.Task;
            }

            await call.Invoke();
        };
    }
}
