using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Couriers;
using OrleansMarkets.Grains.OrderBooks;
using OrleansMarkets.Grains.Tests.Spine;

namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>Couriers: alone a command leaves at once, under load many share a call, and each keeps every promise it had alone.</summary>
public sealed class CourierTests
{
    private const long Seller = 60;
    private const long Buyer = 61;
    private const long Bystander = 62;
    private const int Alone = BookCourier.MaximumUnderWay;
    private const int Together = 4;

    [Fact]
    public void Commands_leave_alone_at_once_and_together_while_others_are_under_way() => ProtocolVenueA.Run(async venue =>
    {
        (Task<PlaceResult>[] orders, TaskCompletionSource gate) = await PlaceHeld(venue);
        await venue.Pass(100);
        Assert.Equal(Alone, venue.Messages<SubmitOrder>().Count);
        Assert.Empty(venue.Messages<CommandBatch>());

        gate.SetResult();
        PlaceResult[] results = await Task.WhenAll(orders);
        Assert.All(results, result => Assert.Equal((ResultCode.Ok, OrderStatus.Open), (result.Code, result.Status)));
        Assert.Equal(Together, Assert.Single(venue.Messages<CommandBatch>()).Orders.Length);
        Assert.Equal(orders.Length, results.Select(result => result.OrderId).Distinct().Count());
        Assert.Equal(10 * orders.Length, await venue.BidLots());
    });

    [Fact]
    public void While_a_large_batch_is_under_way_none_follows_it() => ProtocolVenueA.Run(async venue =>
    {
        (Task<PlaceResult>[] orders, TaskCompletionSource gate) = await PlaceHeld(venue, BookCourier.LargeBatch);
        TaskCompletionSource large = ProtocolVenueA.NewGate();
        venue.Handle = async call =>
        {
            if (call.MethodName == nameof(IOrderBookGrain.Execute))
            {
                await large.Task;
            }

            await call.Invoke();
        };
        gate.SetResult();
        await Task.WhenAll(orders[..Alone]);
        Task<PlaceResult> last = venue.Place(1, 1_000, Side.Buy, 10);
        await venue.Pass(100);
        Assert.Equal(BookCourier.LargeBatch, Assert.Single(venue.Messages<CommandBatch>()).Orders.Length);
        Assert.Equal(Alone, venue.Messages<SubmitOrder>().Count);

        large.SetResult();
        Assert.All(await Task.WhenAll(orders), result => Assert.Equal(ResultCode.Ok, result.Code));
        Assert.Equal(ResultCode.Ok, (await last).Code);
        Assert.Equal(Alone + 1, venue.Messages<SubmitOrder>().Count);
    });

    [Fact]
    public void When_nothing_comes_back_one_more_batch_leaves() => ProtocolVenueA.Run(async venue =>
    {
        (Task<PlaceResult>[] orders, TaskCompletionSource gate) = await PlaceHeld(venue);
        await venue.Pass(2 * (int)BookCourier.Patience.TotalMilliseconds);
        Assert.Equal(Together, Assert.Single(venue.Messages<CommandBatch>()).Orders.Length);
        gate.SetResult();
        Assert.All(await Task.WhenAll(orders), result => Assert.Equal(ResultCode.Ok, result.Code));
    });

    [Fact]
    public void A_batch_whose_reply_is_lost_has_its_stored_results() => ProtocolVenueA.Run(async venue =>
    {
        (Task<PlaceResult>[] orders, TaskCompletionSource gate) = await PlaceHeld(venue);
        Func<Orleans.IIncomingGrainCallContext, Task> held = venue.Handle;
        int lost = 0;
        venue.Handle = async call =>
        {
            await held(call);
            if (call.MethodName == nameof(IOrderBookGrain.Execute) && lost++ == 0)
            {
                throw new TimeoutException("lost on the way back");
            }
        };
        gate.SetResult();
        PlaceResult[] results = await Task.WhenAll(orders);
        Assert.All(results, result => Assert.Equal((ResultCode.Ok, OrderStatus.Open), (result.Code, result.Status)));
        Assert.Equal(10 * orders.Length, await venue.BidLots());
        Assert.True(lost > 0);
    });

    [Fact]
    public void A_cancel_follows_its_order_in_the_same_batch() => ProtocolVenueA.Run(async venue =>
    {
        (Task<PlaceResult>[] orders, TaskCompletionSource gate) = await PlaceHeld(venue);
        ulong last = (ulong)orders.Length;
        Task<PlaceResult> cancelled = venue.Account(1)
            .CancelOrder(new CancelRequest(TestVenue.Id(100), TestVenue.Symbol, 0, TestVenue.Id(last), 0));
        await venue.Pass(100);
        gate.SetResult();
        Assert.Equal(ResultCode.Ok, (await cancelled).Code);
        Assert.Equal(OrderStatus.Open, (await orders[^1]).Status);
        await Task.WhenAll(orders);
        Assert.Equal(10 * (orders.Length - 1), await venue.BidLots());
        Assert.Equal(BatchedKind.Cancel, Assert.Single(venue.Messages<CommandBatch>()).Kinds[^1]);
    });

    [Fact]
    public void A_batch_is_one_append_and_its_reply_carries_the_rows_after_all_of_it() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(Bystander, 100_000);
        await venue.Place(Bystander, 1, Side.Buy, 5, ProtocolVenueA.Mark + 10);
        venue.Journal.Appends.Clear();
        venue.Journal.Hold(ProtocolVenueA.Stream);
        Task<BatchReply> executed = venue.Book.Execute(Batch(
            venue.Submit(Seller, 1, 1, 1, Side.Sell, 15),
            venue.Submit(Buyer, 1, 1, 1, Side.Buy, 10),
            venue.Submit(Buyer, 1, 2, 2, Side.Buy, 7, ProtocolVenueA.Mark - 100)));
        await venue.Pass(1_000);
        Assert.False(executed.IsCompleted);
        venue.Journal.Release();

        BatchReply reply = await executed;
        Assert.Equal(3, venue.Journal.Appends.First(append => append.Stream == ProtocolVenueA.Stream && append.Records > 0).Records);
        Assert.Equal(
            [OrderStatus.PartiallyFilled, OrderStatus.Filled, OrderStatus.Open], reply.Answers.Select(answer => answer.Status));
        Assert.Equal([0, 1, 1], reply.Answers.Select(answer => answer.Row));
        Assert.Equal([(Seller, -15L, 0L), (Buyer, 10L, 7L)], reply.Rows.Select(row => (row.Account, row.SizeLots, row.OpenBuyLots)));

        // Who had no command in the batch is pushed to, and only he.
        await venue.Pass(1_000);
        Assert.Equal([(Bystander, 5L)], venue.Messages<RowPush>()
            .Where(push => push.Row.SizeLots != 0).Select(push => (push.Row.Account, push.Row.SizeLots)).Distinct());
    });

    [Fact]
    public void Each_command_of_a_batch_is_judged_as_if_alone() => ProtocolVenueA.Run(async venue =>
    {
        SubmitOrder first = venue.Submit(Buyer, 1, 5, 1);
        BatchReply reply = await venue.Book.Execute(Batch(
            first,
            venue.Submit(Buyer, 1, 4, 2),
            first with { Call = new CallNumber(1, 6) },
            venue.Submit(Buyer, 1, 7, 3) with { QuantityLots = 0 },
            venue.Submit(Seller, 1, 1, 1) with { Verdict = ResultCode.InsufficientMargin }));
        Assert.Equal(
            [
                (ResultCode.Ok, false),
                (ResultCode.Superseded, false),
                (ResultCode.Ok, true),
                (ResultCode.QuantityTooSmall, false),
                (ResultCode.InsufficientMargin, false),
            ],
            reply.Answers.Select(answer => (answer.Code, answer.IsReplay)));
        Assert.Equal(10, await venue.BidLots());
        Assert.Equal(new CallNumber(1, 6), reply.Rows[0].Call);
    });

    [Fact]
    public void A_batch_of_wrong_form_changes_nothing() => ProtocolVenueA.Run(async venue =>
    {
        SubmitOrder order = venue.Submit(Buyer, 1, 1, 1);
        CommandBatch[] wrong =
        [
            new([], [], [], [], []),
            new([BatchedKind.Order, BatchedKind.Order], [order], [], [], []),
            new([BatchedKind.Order], [order], [venue.Cancel(Buyer, 1, 2, 2, 1)], [], []),
            new([(BatchedKind)9], [order], [], [], []),
            new([.. Enumerable.Repeat(BatchedKind.Order, BatchReplies.MaximumCommands + 1)],
                [.. Enumerable.Repeat(order, BatchReplies.MaximumCommands + 1)], [], [], []),
        ];
        int before = (await venue.Records()).Count;
        foreach (CommandBatch batch in wrong)
        {
            BatchReply reply = await venue.Book.Execute(batch);
            Assert.Equal((ResultCode.InvalidRequest, 0, 0), (reply.Code, reply.Answers.Length, reply.Rows.Length));
        }

        Assert.Equal(before, (await venue.Records()).Count);
        Assert.Equal(ResultCode.UnknownMarket, (await venue.BookOf("NOWHERE").Execute(Batch(order))).Code);
    });

    private static CommandBatch Batch(params SubmitOrder[] orders) =>
        new([.. orders.Select(static _ => BatchedKind.Order)], [.. orders], [], [], []);

    // As many orders as fill the courier's hands, and more that wait, none of which the book has answered.
    private static async Task<(Task<PlaceResult>[] Orders, TaskCompletionSource Gate)> PlaceHeld(
        ProtocolVenueA venue, int together = Together)
    {
        await venue.Deposit(1, 100_000);
        await venue.Place(1, 99, Side.Buy, 10);
        await venue.Account(1).CancelAll(TestVenue.Symbol);
        venue.Calls.Clear();
        TaskCompletionSource gate = ProtocolVenueA.NewGate();
        venue.Handle = async call =>
        {
            if (call.MethodName is nameof(IOrderBookGrain.Submit) or nameof(IOrderBookGrain.Execute))
            {
                await gate.Task;
            }

            await call.Invoke();
        };
        var orders = new Task<PlaceResult>[Alone + together];
        for (int i = 0; i < orders.Length; i++)
        {
            orders[i] = venue.Place(1, (ulong)i + 1, Side.Buy, 10, ProtocolVenueA.Mark - (10 * i));

            // One after the other, so that each has its place before the next comes.
            await venue.Pass(1);
        }

        return (orders, gate);
    }
}
