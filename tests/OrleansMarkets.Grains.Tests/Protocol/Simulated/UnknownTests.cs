using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Tests.Spine;

namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>Unknown, and final: the sentences of the protocol about ids, deadlines and stored results.</summary>
public sealed class UnknownTests
{
    private const long Other = 50;

    [Fact]
    public void A_timeout_is_not_a_failure_a_lost_reply_is_answered_from_the_stored_result() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 10_000);
        int lost = 0;
        venue.Handle = async call =>
        {
            await call.Invoke();
            if (call.MethodName == nameof(IOrderBookGrain.Submit) && lost++ < 2)
            {
                throw new TimeoutException("lost on the way back");
            }
        };
        PlaceResult placed = await venue.Place(1, 1, Side.Buy, 10);
        Assert.Equal((ResultCode.Ok, OrderStatus.Open), (placed.Code, placed.Status));
        Assert.Equal(3, venue.Messages<SubmitOrder>().Count);
        Assert.Equal(10, await venue.BidLots());
        Assert.Equal(placed, await venue.Place(1, 1, Side.Buy, 10));
    });

    [Fact]
    public void A_duplicate_gets_the_stored_result_and_its_pair_still_counts() => ProtocolVenueA.Run(async venue =>
    {
        OrderReply first = await venue.Book.Submit(venue.Submit(Other, 1, 1, 1));
        OrderReply second = await venue.Book.Submit(venue.Submit(Other, 1, 2, 1));
        Assert.Equal(new CallNumber(1, 2), second.Row.Call);
        Assert.Equal(
            (first.Code, first.OrderId, first.Sequence, first.RemainingLots, true),
            (second.Code, second.OrderId, second.Sequence, second.RemainingLots, second.IsReplay));
        Assert.Equal(10, await venue.BidLots());
    });

    [Fact]
    public void A_duplicate_with_another_body_is_refused_and_leaves_the_first_result() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Book.Submit(venue.Submit(Other, 1, 1, 1));
        OrderReply other = await venue.Book.Submit(venue.Submit(Other, 1, 2, 1, lots: 11));
        OrderReply same = await venue.Book.Submit(venue.Submit(Other, 1, 3, 1));
        Assert.Equal(ResultCode.DuplicateIdDifferentBody, other.Code);
        Assert.Equal((ResultCode.Ok, true), (same.Code, same.IsReplay));
        Assert.Equal(10, await venue.BidLots());
    });

    [Fact]
    public void The_default_deadline_is_five_seconds() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 10_000);
        long before = venue.NowNs;
        await venue.Place(1, 1, Side.Buy, 10);
        await venue.Account(1).CancelOrder(new CancelRequest(TestVenue.Id(2), TestVenue.Symbol, 0, TestVenue.Id(1), 0));
        long after = venue.NowNs;
        Assert.InRange(venue.Messages<SubmitOrder>()[0].DeadlineNs - (5 * ProtocolVenueA.Second), before, after);
        Assert.InRange(venue.Messages<CancelOrder>()[0].DeadlineNs - (5 * ProtocolVenueA.Second), before, after);
    });

    [Theory]
    [InlineData(60_000_000_000, ResultCode.Ok)]
    [InlineData(60_000_000_001, ResultCode.DeadlineExpired)]
    [InlineData(0, ResultCode.DeadlineExpired)]
    public void The_book_checks_that_a_deadline_is_ahead_and_at_most_sixty_seconds_and_stores_the_refusal(
        long ahead, ResultCode expected) => ProtocolVenueA.Run(async venue =>
    {
        SubmitOrder order = venue.Submit(Other, 1, 1, 1);
        OrderReply first = await venue.Book.Submit(order with { DeadlineNs = venue.NowNs + ahead });
        OrderReply again = await venue.Book.Submit(order with { Call = new CallNumber(1, 2) });
        Assert.Equal((expected, false), (first.Code, first.IsReplay));
        Assert.Equal((expected, true), (again.Code, again.IsReplay));
        Assert.Equal(expected == ResultCode.Ok ? 10 : 0, await venue.BidLots());
    });

    [Fact]
    public void The_book_checks_the_deadline_of_a_cancel_and_stores_the_refusal() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Book.Submit(venue.Submit(Other, 1, 1, 1));
        CancelOrder cancel = venue.Cancel(Other, 1, 2, 2, 1);
        OrderReply late = await venue.Book.Cancel(cancel with { DeadlineNs = venue.NowNs });
        OrderReply again = await venue.Book.Cancel(cancel with { Call = new CallNumber(1, 3) });
        Assert.Equal((ResultCode.DeadlineExpired, false), (late.Code, late.IsReplay));
        Assert.Equal((ResultCode.DeadlineExpired, true), (again.Code, again.IsReplay));
        Assert.Equal(10, await venue.BidLots());
    });

    [Fact]
    public void An_order_whose_deadline_is_more_than_sixty_seconds_away_is_not_even_sent() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 10_000);
        long limit = 60 * ProtocolVenueA.Second;
        Assert.Equal(ResultCode.InvalidRequest, (await venue.Place(1, 1, Side.Buy, 10, deadlineNs: venue.NowNs + limit + 1_000_000)).Code);
        Assert.Empty(venue.Messages<SubmitOrder>());
        Assert.Equal(ResultCode.Ok, (await venue.Place(1, 2, Side.Buy, 10, deadlineNs: venue.NowNs + limit)).Code);
    });

    [Fact]
    public void A_rejection_is_a_result_a_later_arrival_gets_it_instead_of_executing() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Book.Submit(venue.Submit(Other, 1, 1, 1, Side.Buy, 10));
        SubmitOrder order = venue.Submit(Other + 1, 1, 1, 7, Side.Sell) with { Flags = OrderFlags.PostOnly };
        OrderReply rejected = await venue.Book.Submit(order);
        await venue.Book.Touch(ProtocolVenueA.Touch(Other, 1, 2, TouchCancel.All));
        OrderReply later = await venue.Book.Submit(order with { Call = new CallNumber(1, 2) });
        Assert.Equal((ResultCode.WouldTake, false), (rejected.Code, rejected.IsReplay));
        Assert.Equal((ResultCode.WouldTake, true), (later.Code, later.IsReplay));
        Assert.Empty((await venue.Book.GetDepth(5)).Asks);
    });

    [Fact]
    public void Not_found_is_a_result_a_later_arrival_of_the_cancel_gets_it() => ProtocolVenueA.Run(async venue =>
    {
        CancelOrder cancel = venue.Cancel(Other, 1, 1, 1, 0) with { OrderId = 1_000, Target = default };
        OrderReply first = await venue.Book.Cancel(cancel);
        OrderReply again = await venue.Book.Cancel(cancel with { Call = new CallNumber(1, 2) });
        Assert.Equal((ResultCode.OrderNotFound, false), (first.Code, first.IsReplay));
        Assert.Equal((ResultCode.OrderNotFound, true, first.Sequence), (again.Code, again.IsReplay, again.Sequence));
    });

    [Fact]
    public void A_submit_that_arrives_after_its_cancel_gets_the_stored_result_instead_of_executing() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 10_000);
        TaskCompletionSource gate = ProtocolVenueA.NewGate();
        venue.Handle = async call =>
        {
            if (call.MethodName == nameof(IOrderBookGrain.Submit))
            {
                await gate.Task;
            }

            await call.Invoke();
        };
        Task<PlaceResult> placing = venue.Place(1, 1, Side.Buy, 10);
        await venue.Pass(200);
        var cancel = new CancelRequest(TestVenue.Id(2), TestVenue.Symbol, 0, TestVenue.Id(1), 0);
        Assert.Equal(ResultCode.OrderNotFound, (await venue.Account(1).CancelOrder(cancel)).Code);
        gate.SetResult();

        Assert.Equal(ResultCode.OrderNotFound, (await placing).Code);
        Assert.Equal(0, await venue.BidLots());
        Assert.Equal(ResultCode.OrderNotFound, (await venue.Place(1, 1, Side.Buy, 10)).Code);
        Assert.Equal(ResultCode.Ok, (await venue.Place(1, 3, Side.Buy, 10)).Code);
    });

    [Fact]
    public void Duplicate_detection_comes_before_the_margin_check() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 10_000);
        PlaceResult first = await venue.Place(1, 1, Side.Buy, 7_000);
        LedgerResult left = await venue.Account(1).Withdraw(new LedgerCommand(TestVenue.Id(2), "USDT", 500 * TestVenue.Usdt, 0));
        Assert.Equal((ResultCode.Ok, ResultCode.Ok), (first.Code, left.Code));
        Assert.Equal(ResultCode.InsufficientMargin, (await venue.Place(1, 3, Side.Buy, 7_000)).Code);
        Assert.Equal(first, await venue.Place(1, 1, Side.Buy, 7_000));
        Assert.Equal(ResultCode.InsufficientMargin, venue.Messages<SubmitOrder>()[^1].Verdict);
        Assert.Equal(7_000, await venue.BidLots());
    });

    [Fact]
    public void A_retry_joins_the_call_in_flight() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 10_000);
        await venue.Place(1, 9, Side.Buy, 1);
        venue.Journal.Hold(ProtocolVenueA.Stream);
        Task<PlaceResult> first = venue.Place(1, 1, Side.Buy, 7_000);
        await venue.Pass(100);
        Task<PlaceResult> retry = venue.Place(1, 1, Side.Buy, 7_000);
        PlaceResult other = await venue.Place(1, 1, Side.Buy, 6_999);
        await venue.Pass(100);
        Assert.False(retry.IsCompleted);
        venue.Journal.Release();
        Assert.Equal(await first, await retry);
        Assert.Equal((ResultCode.Ok, ResultCode.DuplicateIdDifferentBody), ((await first).Code, other.Code));
        Assert.Single(venue.Messages<SubmitOrder>(), order => order.Id == TestVenue.Id(1));
    });

    [Fact]
    public void An_id_is_rejected_for_margin_only_after_the_book_has_recorded_it() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 1_000);
        await venue.Place(1, 9, Side.Buy, 1);
        venue.Journal.Hold(ProtocolVenueA.Stream);
        Task<PlaceResult> placing = venue.Place(1, 1, Side.Buy, 7_000);
        await venue.Pass(1_000);
        Assert.False(placing.IsCompleted);
        venue.Journal.Release();
        Assert.Equal(ResultCode.InsufficientMargin, (await placing).Code);

        await venue.Account(1).Deposit(new LedgerCommand(TestVenue.Id(2), "USDT", 100_000 * TestVenue.Usdt, 0));
        Assert.Equal(ResultCode.InsufficientMargin, (await venue.Place(1, 1, Side.Buy, 7_000)).Code);
        Assert.Equal(ResultCode.Ok, venue.Messages<SubmitOrder>()[^1].Verdict);
        Assert.Equal(1, await venue.BidLots());
    });

    [Fact]
    public void An_id_is_not_called_rejected_while_the_book_cannot_be_asked() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 10_000);
        long deadline = venue.NowNs + (30 * ProtocolVenueA.Second);
        venue.Handle = static async call =>
        {
            await call.Invoke();
            if (call.MethodName == nameof(IOrderBookGrain.Submit))
            {
                throw new TimeoutException("lost on the way back");
            }
        };
        Task<PlaceResult> lost = venue.Place(1, 1, Side.Buy, 10, deadlineNs: deadline);
        Assert.Equal(ResultCode.Unknown, (await lost).Code);
        venue.Handle = static call => call.MethodName is nameof(IOrderBookGrain.Submit) or nameof(IOrderBookGrain.Touch)
            ? Task.FromException(new TimeoutException("lost"))
            : call.Invoke();
        await venue.Fence("account/1");
        await Assert.ThrowsAnyAsync<Exception>(() => venue.Account(1).GetRisk());
        await venue.Pass(100);
        PlaceResult retried = await venue.Place(1, 1, Side.Buy, 10, deadlineNs: deadline);
        Assert.Equal(ResultCode.Unavailable, retried.Code);
        Assert.NotEqual(OrderStatus.Rejected, retried.Status);
        Assert.Equal(10, await venue.BidLots());
    });

    [Fact]
    public void An_id_is_kept_until_fifteen_seconds_after_its_deadline() => ProtocolVenueA.Run(async venue =>
    {
        SubmitOrder order = venue.Submit(Other, 1, 1, 1) with { Verdict = ResultCode.InsufficientMargin };
        long deadline = order.DeadlineNs;
        await venue.Book.Submit(order);
        await venue.Publish(50_000);
        await PassUntil(venue, deadline + (15 * ProtocolVenueA.Second) - 1_000_000);
        await venue.Publish(50_000);
        OrderReply kept = await Repeat(2);
        await PassUntil(venue, deadline + (17 * ProtocolVenueA.Second));
        await venue.Publish(50_000);
        await venue.Book.Nudge();
        OrderReply forgotten = await Repeat(3);
        Assert.Equal((ResultCode.InsufficientMargin, true), (kept.Code, kept.IsReplay));
        Assert.Equal((ResultCode.Ok, false), (forgotten.Code, forgotten.IsReplay));

        Task<OrderReply> Repeat(long number) => venue.Book.Submit(venue.Submit(Other, 1, number, 1));
    });

    [Fact]
    public void An_id_is_kept_while_its_order_is_open() => ProtocolVenueA.Run(async venue =>
    {
        OrderReply placed = await venue.Book.Submit(venue.Submit(Other, 1, 1, 1));
        await venue.Pass(120_000);
        await venue.Publish(50_000);
        OrderReply open = await venue.Book.Submit(venue.Submit(Other, 1, 2, 1));
        Assert.Equal((true, placed.OrderId), (open.IsReplay, open.OrderId));

        await venue.Book.Touch(ProtocolVenueA.Touch(Other, 1, 3, TouchCancel.All));
        await venue.Pass(30_000);
        await venue.Publish(50_000);
        await venue.Book.Nudge();
        OrderReply closed = await venue.Book.Submit(venue.Submit(Other, 1, 4, 1));
        Assert.Equal((ResultCode.Ok, false), (closed.Code, closed.IsReplay));
    });

    [Fact]
    public void After_the_id_is_forgotten_absence_from_the_log_is_final() => ProtocolVenueA.Run(async venue =>
    {
        SubmitOrder late = venue.Submit(Other, 1, 1, 1);
        await venue.Pass(25_000);
        await venue.Publish(50_000);
        OrderReply arrived = await venue.Book.Submit(late);
        Assert.Equal((ResultCode.DeadlineExpired, 0L), (arrived.Code, arrived.OrderId));
        Assert.Equal(0, await venue.BidLots());
    });

    [Fact]
    public void Stored_results_outlive_the_activation() => ProtocolVenueA.Run(async venue =>
    {
        OrderReply first = await venue.Book.Submit(venue.Submit(Other, 1, 1, 1));
        await venue.Fence();
        await Assert.ThrowsAnyAsync<Exception>(venue.Book.Nudge);
        await venue.Publish(50_000);
        OrderReply again = await venue.Book.Submit(venue.Submit(Other, 1, 2, 1));
        Assert.True(again.MarketEpoch > first.MarketEpoch);
        Assert.Equal((first.Code, first.OrderId, true), (again.Code, again.OrderId, again.IsReplay));
    });

    private static Task PassUntil(ProtocolVenueA venue, long timeNs) =>
        venue.Pass((int)((timeNs - venue.NowNs) / 1_000_000) - 300);
}
