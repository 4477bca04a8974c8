using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Tests.Spine;

namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>Amendments, batches, mass cancels and the dead man's switch through the account's grain.</summary>
public sealed class OrderTypeTests
{
    private const long Below = ProtocolVenueA.Mark - 1_000;

    [Fact]
    public void An_amendment_to_less_keeps_the_order_and_one_to_more_reserves_for_it() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 10_000);
        PlaceResult placed = await venue.Account(1).PlaceOrder(Order(1, 100));
        PlaceResult less = await venue.Account(1).AmendOrder(Amend(2, placed.OrderId, 0, 40));
        Assert.Equal((ResultCode.Ok, placed.OrderId, 40L), (less.Code, less.OrderId, less.RemainingLots));
        Assert.Equal(40, await OpenBuys(venue));

        PlaceResult more = await venue.Account(1).AmendOrder(Amend(3, placed.OrderId, Below - 100, 70));
        Assert.Equal((ResultCode.Ok, placed.OrderId, 70L), (more.Code, more.OrderId, more.RemainingLots));
        Assert.Equal(70, await OpenBuys(venue));
        Assert.Equal(more, await venue.Account(1).AmendOrder(Amend(3, placed.OrderId, Below - 100, 70)));
        Assert.Equal(
            ResultCode.DuplicateIdDifferentBody, (await venue.Account(1).AmendOrder(Amend(3, placed.OrderId, 0, 71))).Code);
    });

    [Fact]
    public void An_amendment_that_the_account_cannot_cover_leaves_the_order_as_it_is() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 100);
        PlaceResult placed = await venue.Account(1).PlaceOrder(Order(1, 10));
        Assert.Equal(ResultCode.Ok, placed.Code);
        PlaceResult more = await venue.Account(1).AmendOrder(Amend(2, placed.OrderId, 0, 100_000));
        Assert.Equal(ResultCode.InsufficientMargin, more.Code);
        Assert.Equal(10, await OpenBuys(venue));
    });

    [Fact]
    public void An_unknown_order_cannot_be_amended() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 100);
        Assert.Equal(ResultCode.OrderNotFound, (await venue.Account(1).AmendOrder(Amend(2, 99, 0, 5))).Code);
        Assert.Equal(ResultCode.InvalidRequest, (await venue.Account(1).AmendOrder(Amend(3, 99, 0, 0))).Code);
    });

    [Fact]
    public void A_batch_is_executed_consecutively_and_each_command_has_its_result() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 10_000);
        PlaceResult first = await venue.Account(1).PlaceOrder(Order(1, 10));
        PlaceResult second = await venue.Account(1).PlaceOrder(Order(2, 10));
        OrderBatchResult batch = await venue.Account(1).Execute(new OrderBatch(
        [
            new BatchItem(Place: Order(3, 5)),
            new BatchItem(Amend: Amend(4, first.OrderId, 0, 4)),
            new BatchItem(Cancel: new CancelRequest(TestVenue.Id(5), TestVenue.Symbol, second.OrderId, default, 0)),
            new BatchItem(Place: Order(6, 1_000_000_000)),
            new BatchItem(Place: Order(7, 6)),
        ]));
        Assert.Equal(ResultCode.Ok, batch.Code);
        Assert.Equal(
            [ResultCode.Ok, ResultCode.Ok, ResultCode.Ok, ResultCode.QuantityTooLarge, ResultCode.Ok],
            batch.Results.Select(result => result.Code));
        long from = batch.Results[0].Sequence;
        Assert.Equal([from, from + 1, from + 2, from + 3, from + 4], batch.Results.Select(result => result.Sequence));
        Assert.Equal(15, await OpenBuys(venue));
        Assert.Equal(ResultCode.InvalidRequest, (await venue.Account(1).Execute(new OrderBatch([]))).Code);
        Assert.Equal(ResultCode.InvalidRequest, (await venue.Account(1).Execute(new OrderBatch([new BatchItem()]))).Code);
    });

    [Fact]
    public void Of_orders_that_belong_together_risk_admits_all_or_none() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 1_000);
        OrderBatchResult refused = await venue.Account(1).Execute(new OrderBatch(
        [
            new BatchItem(Place: Order(1, 5), WithNext: true),
            new BatchItem(Place: Order(2, 100_000), WithNext: true),
            new BatchItem(Place: Order(3, 5)),
            new BatchItem(Place: Order(4, 7)),
        ]));
        Assert.Equal(
            [ResultCode.InsufficientMargin, ResultCode.InsufficientMargin, ResultCode.InsufficientMargin, ResultCode.Ok],
            refused.Results.Select(result => result.Code));
        Assert.Equal(7, await OpenBuys(venue));
        OrderBatchResult taken = await venue.Account(1).Execute(new OrderBatch(
            [new BatchItem(Place: Order(5, 5), WithNext: true), new BatchItem(Place: Order(6, 6))]));
        Assert.Equal([ResultCode.Ok, ResultCode.Ok], taken.Results.Select(result => result.Code));
        Assert.Equal(18, await OpenBuys(venue));
    });

    [Fact]
    public void Only_orders_of_one_market_belong_together() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 10_000);
        PlaceResult resting = await venue.Account(1).PlaceOrder(Order(1, 10));
        var cancel = new BatchItem(Cancel: new CancelRequest(TestVenue.Id(2), TestVenue.Symbol, resting.OrderId, default, 0));
        foreach (BatchItem next in new[] { cancel, new BatchItem(Place: Order(3, 5) with { Symbol = "OTHER" }), null! })
        {
            BatchItem first = new(Place: Order(4, 5), WithNext: true);
            OrderBatchResult result = await venue.Account(1).Execute(new OrderBatch(next is null ? [first] : [first, next]));
            Assert.Equal(ResultCode.InvalidRequest, result.Code);
        }

        Assert.Equal(10, await OpenBuys(venue));
    });

    [Fact]
    public void Accounts_of_one_user_do_not_trade_with_each_other_if_they_name_its_group() => ProtocolVenueA.Run(async venue =>
    {
        IAccountGrain alice = venue.Cluster.Client.GetGrain<IAccountGrain>("alice");
        foreach (long account in new[] { 11, 12 })
        {
            Assert.Contains(account, (await alice.OpenTradingAccount(account)).TradingAccounts);
            await venue.Deposit(account, 10_000);
        }

        await venue.Deposit(13, 10_000);
        OrderInstructions group = new(SelfTradeGroup: OrderInstructions.UserGroup);
        await venue.Account(11).PlaceOrder(Order(1, 10) with { Instructions = group });
        PlaceOrder sell = Order(2, 5) with { Side = Side.Sell, Instructions = group };

        // Another user's group is another one; the same user's takes the resting order away; without a group they trade.
        Assert.Equal(5, (await venue.Account(13).PlaceOrder(sell)).FilledLots);
        PlaceResult met = await venue.Account(12).PlaceOrder(sell);
        Assert.Equal((ResultCode.Ok, 0L, 5L), (met.Code, met.FilledLots, met.RemainingLots));
        Assert.Equal(5, (await venue.Account(11).PlaceOrder(Order(3, 5))).FilledLots);
    });

    [Fact]
    public void An_account_names_no_group_of_others() => ProtocolVenueA.Run(async venue =>
    {
        IAccountGrain alice = venue.Cluster.Client.GetGrain<IAccountGrain>("alice");
        await alice.OpenTradingAccount(11);
        await alice.OpenTradingAccount(12);
        await venue.Deposit(12, 10_000);
        await venue.Deposit(13, 10_000);
        PlaceOrder Named(ulong id, long group) => Order(id, 5) with { Instructions = new OrderInstructions(SelfTradeGroup: group) };
        Assert.Equal(ResultCode.Ok, (await venue.Account(12).PlaceOrder(Named(1, 11))).Code);
        foreach (long account in new[] { 12, 13 })
        {
            Assert.Equal(ResultCode.Forbidden, (await venue.Account(account).PlaceOrder(Named(2, account == 12 ? 12 : 11))).Code);
            OrderBatchResult batch = await venue.Account(account).Execute(new OrderBatch(
                [new BatchItem(Place: Named(3, 99)), new BatchItem(Place: Order(4, 5))]));
            Assert.Equal([ResultCode.Forbidden, ResultCode.Ok], batch.Results.Select(result => result.Code));
        }
    });

    [Fact]
    public void A_mass_cancel_takes_a_tag_or_everything() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 10_000);
        await venue.Account(1).PlaceOrder(Order(1, 10) with { Instructions = new OrderInstructions(Tag: 7) });
        await venue.Account(1).PlaceOrder(Order(2, 20));
        Assert.Equal(ResultCode.Ok, (await venue.Account(1).CancelOrders(Cancel(3, 7))).Code);
        Assert.Equal(20, await OpenBuys(venue));
        Assert.Equal(ResultCode.Ok, (await venue.Account(1).CancelOrders(Cancel(4, 0))).Code);
        Assert.Equal(0, await OpenBuys(venue));
    });

    [Fact]
    public void The_dead_mans_switch_cancels_when_nobody_calls_again() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 10_000);
        await venue.Account(1).PlaceOrder(Order(1, 10));
        Assert.Equal(ResultCode.Ok, await venue.Account(1).CancelAllAfter(2_000_000_000));
        await venue.Pass(1_500);
        Assert.Equal(ResultCode.Ok, await venue.Account(1).CancelAllAfter(2_000_000_000));
        await venue.Pass(1_500);
        Assert.Equal(10, await OpenBuys(venue));
        await venue.Pass(1_500);
        Assert.Equal(0, await OpenBuys(venue));
        Assert.Equal(ResultCode.InvalidRequest, await venue.Account(1).CancelAllAfter(-1));
    });

    [Fact]
    public void The_switch_of_the_connections_has_a_time_of_its_own() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 10_000);
        await venue.Account(1).PlaceOrder(Order(1, 10));
        Assert.Equal(ResultCode.Ok, await venue.Account(1).CancelAllAfter(2_000_000_000));
        Assert.Equal(ResultCode.Ok, await venue.Account(1).CancelAllOnDisconnect(1_000_000_000));
        Assert.Equal(ResultCode.Ok, await venue.Account(1).CancelAllOnDisconnect(0));
        await venue.Pass(1_500);
        Assert.Equal(10, await OpenBuys(venue));
        await venue.Pass(1_500);
        Assert.Equal(0, await OpenBuys(venue));
        await venue.Account(1).PlaceOrder(Order(2, 10));
        Assert.Equal(ResultCode.Ok, await venue.Account(1).CancelAllOnDisconnect(1_000_000_000));
        await venue.Pass(1_500);
        Assert.Equal(0, await OpenBuys(venue));
        Assert.Equal(ResultCode.InvalidRequest, await venue.Account(1).CancelAllOnDisconnect(-1));
    });

    [Fact]
    public void An_order_good_till_a_date_is_gone_at_its_time() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 10_000);
        await venue.Account(1).PlaceOrder(Order(1, 10) with
        {
            TimeInForce = TimeInForce.GoodTillDate,
            Instructions = new OrderInstructions(ExpiresNs: venue.NowNs + 1_000_000_000),
        });
        Assert.Equal(10, await OpenBuys(venue));
        await venue.Pass(1_500);
        Assert.Equal(0, await OpenBuys(venue));
    });

    [Fact]
    public void A_waiting_order_reserves_after_an_amendment_what_a_new_one_would() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 10_000);
        await venue.Deposit(2, 10_000);
        await venue.Deposit(3, 10_000);
        PlaceResult stop = await venue.Account(1).PlaceOrder(Waiting(1, Side.Buy, 100, Stop(ProtocolVenueA.Mark + 1_000)));
        AmendRequest terms = Amend(2, stop.OrderId, 0, 250) with { TriggerUnits = ProtocolVenueA.Mark + 3_000 };
        PlaceResult amended = await venue.Account(1).AmendOrder(terms);
        Assert.Equal((ResultCode.Ok, OrderStatus.Untriggered, 250L), (amended.Code, amended.Status, amended.RemainingLots));
        Assert.Equal(amended, await venue.Account(1).AmendOrder(terms));
        await venue.Account(2).PlaceOrder(Waiting(3, Side.Buy, 250, Stop(ProtocolVenueA.Mark + 3_000)));
        RowImage[] rows = await Rows(venue);
        Assert.Equal(250, rows[0].OpenBuyLots);
        Assert.True(rows[0].OrderReserveQuanta > 0);
        Assert.Equal(rows[1].OrderReserveQuanta, rows[0].OrderReserveQuanta);

        var trail = new TriggerTerms(TriggerKind.TrailingStop, TriggerPrice.Mark, 0, 1_000, 0, 0);
        PlaceResult trailing = await venue.Account(1).PlaceOrder(Waiting(4, Side.Sell, 100, trail));
        await venue.Account(1).AmendOrder(Amend(5, trailing.OrderId, 0, 0) with { TrailUnits = 5_000 });
        await venue.Account(3).PlaceOrder(Waiting(6, Side.Sell, 100, trail with { TrailUnits = 5_000 }));
        RowImage[] after = await Rows(venue);
        Assert.Equal(after[2].OrderReserveQuanta, after[0].OrderReserveQuanta - rows[0].OrderReserveQuanta);
        AmendRequest reached = Amend(7, stop.OrderId, 0, 0) with { TriggerUnits = ProtocolVenueA.Mark - 1_000 };
        Assert.Equal(ResultCode.TriggerAlreadyReached, (await venue.Account(1).AmendOrder(reached)).Code);
        Assert.Equal(
            ResultCode.InvalidRequest, (await venue.Account(1).AmendOrder(reached with { Id = TestVenue.Id(8), TrailPpm = 5 })).Code);
        Assert.Equal(after[0].OrderReserveQuanta, (await Rows(venue))[0].OrderReserveQuanta);
    });

    [Fact]
    public void An_amendment_of_a_waiting_order_that_the_account_cannot_cover_is_refused() => ProtocolVenueA.Run(async venue =>
    {
        await venue.Deposit(1, 100);
        PlaceResult stop = await venue.Account(1).PlaceOrder(Waiting(1, Side.Buy, 10, Stop(ProtocolVenueA.Mark + 1_000)));
        Assert.Equal(ResultCode.Ok, stop.Code);
        RowImage before = (await Rows(venue))[0];
        AmendRequest more = Amend(2, stop.OrderId, 0, 100_000) with { TriggerUnits = ProtocolVenueA.Mark + 2_000 };
        Assert.Equal(ResultCode.InsufficientMargin, (await venue.Account(1).AmendOrder(more)).Code);
        RowImage now = (await Rows(venue))[0];
        Assert.Equal((before.OpenBuyLots, before.OrderReserveQuanta), (now.OpenBuyLots, now.OrderReserveQuanta));
    });

    private static TriggerTerms Stop(long units) => new(TriggerKind.Stop, TriggerPrice.Mark, units, 0, 0, 0);

    private static PlaceOrder Waiting(ulong id, Side side, long lots, TriggerTerms trigger) =>
        ProtocolVenueA.NewOrder(id, side, lots) with
        {
            Type = OrderType.Market,
            TimeInForce = TimeInForce.ImmediateOrCancel,
            PriceUnits = 0,
            Instructions = new OrderInstructions(Trigger: trigger),
        };

    private static async Task<RowImage[]> Rows(ProtocolVenueA venue) =>
        [.. (await venue.Book.ReadRows(new RowQuery(0, 10, false))).Rows.Where(row => row.Account > 0).OrderBy(row => row.Account)];

    private static PlaceOrder Order(ulong id, long lots) => ProtocolVenueA.NewOrder(id, Side.Buy, lots) with { PriceUnits = Below };

    private static AmendRequest Amend(ulong id, long orderId, long priceUnits, long lots) =>
        new(TestVenue.Id(id), TestVenue.Symbol, orderId, default, priceUnits, lots, 0);

    private static MassCancelRequest Cancel(ulong id, long tag) => new(TestVenue.Id(id), TestVenue.Symbol, 0, tag, 0);

    private static async Task<long> OpenBuys(ProtocolVenueA venue) =>
        (await venue.Book.ReadRows(new RowQuery(0, 1, false))).Rows[0].OpenBuyLots;
}
