using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.CrossMargin;
using OrleansMarkets.Grains.OrderBooks;
using OrleansMarkets.Grains.Tests.Spine;

namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>Batches of an account: each command is decided as if it had come alone, and none suffers from another.</summary>
public sealed class OrderBatchTests
{
    private const string Other = "OTHER-PERP";
    private const long Below = ProtocolVenueA.Mark - 1_000;

    [Fact]
    public void What_is_wrong_with_one_command_is_its_own_result() => RunFunded(async venue =>
    {
        OrderBatchResult batch = await venue.Account(1).Execute(new OrderBatch(
        [
            Place(Order(1)),
            Place(Order(2) with { QuantityLots = 0 }),
            Place(Order(3) with { Symbol = "NOBODY" }),
            Place(Order(4) with { Symbol = new string('x', 500) }),
            Cancel(5, orderId: 0),
            Cancel(6, orderId: 999),
            new BatchItem(Amend: new AmendRequest(TestVenue.Id(7), TestVenue.Symbol, 999, default, 0, 0, 0)),
            new BatchItem(Amend: new AmendRequest(TestVenue.Id(8), "NOBODY", 1, default, 0, 5, 0)),
            Place(Order(9) with { QuantityLots = 1_000_001 }),
            Place(Order(10) with { Symbol = null! }),
            Place(Order(11)),
        ]));
        Assert.Equal(ResultCode.Ok, batch.Code);
        Assert.Equal(
            [
                ResultCode.Ok, ResultCode.InvalidRequest, ResultCode.UnknownMarket, ResultCode.InvalidRequest, ResultCode.InvalidRequest,
                ResultCode.OrderNotFound, ResultCode.InvalidRequest, ResultCode.UnknownMarket, ResultCode.QuantityTooLarge,
                ResultCode.InvalidRequest, ResultCode.Ok,
            ],
            batch.Results.Select(result => result.Code));
        Assert.Equal(20, await venue.BidLots());
    });

    [Fact]
    public void Each_order_is_checked_with_those_before_it_reserved() => RunFunded(async venue =>
    {
        // 10,000 USDT at 2.5 %: three orders of 2.5 BTC at 50,000 fit, a fourth does not.
        OrderBatchResult batch = await venue.Account(1).Execute(new OrderBatch(
            [.. Enumerable.Range(1, 5).Select(id => Place(Order((ulong)id) with { QuantityLots = 2_500 }))]));
        ResultCode[] codes = [.. batch.Results.Select(result => result.Code)];
        Assert.Equal(
            [ResultCode.Ok, ResultCode.Ok, ResultCode.Ok, ResultCode.InsufficientMargin, ResultCode.InsufficientMargin], codes);
        Assert.Equal(7_500, await venue.BidLots());

        // As many as come one by one to an account with as much money.
        await venue.Deposit(2, 10_000);
        for (ulong id = 1; id <= 5; id++)
        {
            PlaceResult alone = await venue.Account(2).PlaceOrder(Order(id) with { QuantityLots = 2_500 });
            Assert.Equal(codes[(int)id - 1], alone.Code);
        }
    });

    [Fact]
    public void An_id_that_comes_twice_has_one_result_and_another_body_is_refused() => RunFunded(async venue =>
    {
        OrderBatchResult batch = await venue.Account(1).Execute(
            new OrderBatch([Place(Order(1)), Place(Order(1)), Place(Order(1) with { QuantityLots = 11 })]));
        Assert.Equal(
            [ResultCode.Ok, ResultCode.Ok, ResultCode.DuplicateIdDifferentBody], batch.Results.Select(result => result.Code));
        Assert.Equal(batch.Results[0], batch.Results[1]);
        Assert.Equal(batch.Results[0], (await venue.Account(1).Execute(new OrderBatch([Place(Order(1))]))).Results[0]);
        Assert.Equal(10, await venue.BidLots());
    });

    [Fact]
    public void Commands_of_several_markets_have_their_results_in_the_order_of_the_batch() => RunFunded(async venue =>
    {
        await venue.List(TestVenue.Market with { Symbol = Other });
        await venue.Publish(50_000);
        PlaceOrder there = Order(3) with { Symbol = Other };
        for (ulong round = 0; round < 2; round++)
        {
            // In the first round the account has joined neither market, in the second both.
            OrderBatchResult batch = await venue.Account(1).Execute(new OrderBatch(
            [
                Place(there with { Id = TestVenue.Id((10 * round) + 1), QuantityLots = 3 }),
                Place(Order((10 * round) + 2)),
                Place(there with { Id = TestVenue.Id((10 * round) + 3), QuantityLots = 4 }),
                new BatchItem(Cancel: new CancelRequest(
                    TestVenue.Id((10 * round) + 4), TestVenue.Symbol, 0, TestVenue.Id((10 * round) + 2), 0)),
            ]));
            Assert.All(batch.Results, result => Assert.Equal(ResultCode.Ok, result.Code));
            Assert.Equal([3, 10, 4, 0], batch.Results.Select(result => result.RemainingLots));
        }
    });

    [Fact]
    public void A_market_that_does_not_answer_holds_the_others_up_only_so_long() => RunFunded(async venue =>
    {
        await venue.List(TestVenue.Market with { Symbol = Other });
        await venue.Publish(50_000);
        PlaceOrder there = Order(3) with { Symbol = Other };
        Assert.Equal(ResultCode.Ok, (await venue.Account(1).PlaceOrder(Order(1))).Code);
        Assert.Equal(ResultCode.Ok, (await venue.Account(1).PlaceOrder(there with { Id = TestVenue.Id(2) })).Code);

        venue.Journal.Hold(MarketLog.StreamOf(Other));
        long asked = venue.NowNs;
        OrderBatchResult batch = await venue.Account(1).Execute(new OrderBatch([Place(Order(4)), Place(there)]));
        Assert.Equal(ResultCode.Ok, batch.Code);
        Assert.Equal((ResultCode.Ok, 10L), (batch.Results[0].Code, batch.Results[0].RemainingLots));
        Assert.Equal(PlaceResults.Unknown, batch.Results[1]);
        Assert.InRange(venue.NowNs - asked, OpenBatches.Patience.Ticks * 100, 2 * OpenBatches.Patience.Ticks * 100);

        // The same command again has the result of the first one.
        Task<OrderBatchResult> again = venue.Account(1).Execute(new OrderBatch([Place(there)]));
        venue.Journal.Release();
        PlaceResult known = Assert.Single((await again).Results);
        Assert.Equal((ResultCode.Ok, 10L), (known.Code, known.RemainingLots));
        Assert.Equal(known, await venue.Account(1).PlaceOrder(there));
    });

    [Fact]
    public void An_amendment_whose_order_cannot_be_read_at_first_goes_on_alone() => RunFunded(async venue =>
    {
        PlaceResult placed = await venue.Account(1).PlaceOrder(Order(1));
        int lost = 0;
        venue.Handle = call => call.MethodName == nameof(IOrderBookGrain.FindOrder) && lost++ == 0
            ? throw new TimeoutException("lost")
            : call.Invoke();
        OrderBatchResult batch = await venue.Account(1).Execute(new OrderBatch(
        [
            new BatchItem(Amend: new AmendRequest(TestVenue.Id(2), TestVenue.Symbol, placed.OrderId, default, 0, 4, 0)),
            Place(Order(3)),
        ]));
        Assert.Equal([(ResultCode.Ok, 4L), (ResultCode.Ok, 10L)], batch.Results.Select(result => (result.Code, result.RemainingLots)));
        Assert.Equal(2, lost);
    });

    [Fact]
    public void Only_a_batch_that_is_none_is_refused_as_a_whole() => RunFunded(async venue =>
    {
        foreach (OrderBatch wrong in new OrderBatch[]
        {
            new(default),
            new([]),
            new([new BatchItem()]),
            new([Place(Order(1)), new BatchItem(Order(2), Cancel: new CancelRequest(TestVenue.Id(3), TestVenue.Symbol, 1, default, 0))]),
            new([.. Enumerable.Range(1, OrderBatch.MaximumItems + 1).Select(id => Place(Order((ulong)id)))]),
        })
        {
            OrderBatchResult refused = await venue.Account(1).Execute(wrong);
            Assert.Equal((ResultCode.InvalidRequest, 0), (refused.Code, refused.Results.Length));
        }

        Assert.Equal(0, await venue.BidLots());
    });

    private static void RunFunded(Func<ProtocolVenueA, Task> scenario) => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 10_000);
        await scenario(venue);
    });

    private static PlaceOrder Order(ulong id) => ProtocolVenueA.NewOrder(id, Side.Buy, 10, Below);

    private static BatchItem Place(PlaceOrder order) => new(Place: order);

    private static BatchItem Cancel(ulong id, long orderId) =>
        new(Cancel: new CancelRequest(TestVenue.Id(id), TestVenue.Symbol, orderId, default, 0));
}
