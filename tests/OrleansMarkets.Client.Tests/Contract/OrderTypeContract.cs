namespace OrleansMarkets.Client.Tests.Contract;

/// <summary>Orders beyond plain ones, whichever way a client reaches the exchange.</summary>
public abstract class OrderTypeContract(IVenue venue) : IAsyncLifetime
{
    private static readonly MarketId Perpetual = "BTCUSDT";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<IMarketsClient> _traders = [];
    private readonly CancellationTokenSource _patience = new(Patience);

    private CancellationToken Soon => _patience.Token;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (IMarketsClient trader in _traders)
        {
            await trader.CancelAllAsync(Perpetual);
            await trader.DisposeAsync();
        }

        _patience.Dispose();
    }

    [Fact]
    public async Task A_stop_waits_and_is_cancelled()
    {
        IMarketsClient client = await TraderAsync();
        OrderReceipt receipt = await client.PlaceAsync(
            OrderRequest.Market(Perpetual, OrderSide.Sell, 0.01m) with { Trigger = OrderTrigger.Stop(57_000m, TriggerSource.MarkPrice) },
            Soon);
        Order? waiting = await client.GetOrderAsync(Perpetual, receipt.Key, Soon);
        Assert.Equal((OrderStatus.Untriggered, 57_000m, 0.01m), (waiting!.Status, waiting.TriggerPrice, waiting.RemainingQuantity));
        Assert.Equal(waiting, Assert.Single(await client.GetOpenOrdersAsync(Perpetual, Soon)));
        await client.CancelAsync(Perpetual, receipt.Key, Soon);
        Order? ended = await client.GetOrderAsync(Perpetual, receipt.Key, Soon);
        Assert.Equal((OrderStatus.Cancelled, 0m, ""), (ended!.Status, ended.RemainingQuantity, ended.EndReason));
    }

    [Fact]
    public async Task A_stop_enters_when_the_last_price_reaches_it()
    {
        IMarketsClient maker = await TraderAsync();
        IMarketsClient client = await TraderAsync();
        await TradeAsync(maker, client, 60_100m);
        await using LiveStream<Order> orders = await client.WatchOrdersAsync(Soon);
        OrderReceipt stop = await client.PlaceAsync(OrderRequest.StopLimit(Perpetual, OrderSide.Buy, 0.01m, 60_200m, 60_150m), Soon);
        await UntilAsync(orders, order => order.OrderId == stop.OrderId && order.Status == OrderStatus.Untriggered);
        await TradeAsync(maker, client, 60_210m);
        Order entered = await UntilAsync(orders, order => order.OrderId == stop.OrderId && order.Status == OrderStatus.Open);
        Assert.Equal((60_150m, 60_200m), (entered.Price, entered.TriggerPrice));
    }

    [Fact]
    public async Task A_bracket_protects_what_its_order_fills()
    {
        IMarketsClient maker = await TraderAsync();
        IMarketsClient client = await TraderAsync();
        OrderRequest bid = OrderRequest.Limit(Perpetual, OrderSide.Buy, 0.02m, 59_800m)
            .WithBracket(takeProfit: 64_000m, stopLoss: new OrderProtection(56_000m, TriggerSource.MarkPrice));
        OrderReceipt receipt = await client.PlaceAsync(bid with { ClientOrderId = OrderRequest.NewClientOrderId() }, Soon);
        Order[] waiting = [.. (await client.GetOpenOrdersAsync(Perpetual, Soon)).Where(order => order.OrderId != receipt.OrderId)];
        Assert.Equal([56_000m, 64_000m], waiting.Select(order => order.TriggerPrice!.Value).Order());
        Assert.All(waiting, order => Assert.Equal(
            (OrderStatus.Untriggered, OrderSide.Sell, true, 0.02m), (order.Status, order.Side, order.ReduceOnly, order.Quantity)));

        await maker.PlaceAsync(OrderRequest.Limit(Perpetual, OrderSide.Sell, 0.02m, 59_800m), Soon);
        Assert.Equal(2, (await client.GetOpenOrdersAsync(Perpetual, Soon)).Count);
        await client.CancelAsync(Perpetual, OrderKey.ById(waiting[0].OrderId), Soon);
        await client.CancelAllAsync(Perpetual, new CancelFilter { IsWaiting = true }, Soon);
        Assert.Empty(await client.GetOpenOrdersAsync(Perpetual, Soon));
    }

    [Fact]
    public async Task An_order_whose_protection_is_refused_does_not_stand()
    {
        (IMarketsClient client, _) = await venue.TraderAsync(1_400);
        _traders.Add(client);

        // The order alone needs 1,120 USDT and its fee; what stops its loss needs more than is left.
        OrderRequest bid = OrderRequest.Limit(Perpetual, OrderSide.Buy, 1m, 56_000m);
        await AssertRefusedAsync(client, bid.WithBracket(64_000m, new OrderProtection(55_000m, TriggerSource.MarkPrice)), 2001);
        Assert.Empty(await client.GetOpenOrdersAsync(Perpetual, Soon));
        await client.PlaceAsync(bid, Soon);

        IMarketsClient rich = await TraderAsync();
        var far = new OrderProtection(64_000m, LimitPrice: 90_000m);
        await AssertRefusedAsync(rich, bid with { TakeProfit = far }, 1204);
        Assert.Empty(await rich.GetOpenOrdersAsync(Perpetual, Soon));
    }

    [Fact]
    public async Task Amendments_and_cancels_of_a_batch_stand_alone()
    {
        IMarketsClient client = await TraderAsync();
        OrderRequest bid = OrderRequest.Limit(Perpetual, OrderSide.Buy, 0.01m, 57_000m);
        var placed = await client.PlaceBatchAsync([.. Enumerable.Repeat(bid, 3)], Soon);
        OrderKey first = placed[0].Receipt!.Key;
        OrderKey second = OrderKey.ByClientId(placed[1].ClientOrderId);
        var amended = await client.AmendBatchAsync(
            Perpetual,
            [
                new(first, new OrderAmendment { Price = 57_100m }), new(OrderKey.ById("nobody"), new OrderAmendment { Price = 1m }),
                new(second, new OrderAmendment { Quantity = 0.005m }),
            ],
            Soon);
        Assert.Equal([first, OrderKey.ById("nobody"), second], amended.Select(each => each.Order));
        Assert.IsType<OrderNotFoundException>(amended[1].Failure);
        Assert.Equal((null, null), (amended[0].Failure, amended[2].Failure));
        Assert.Equal(57_100m, (await client.GetOrderAsync(Perpetual, first, Soon))!.Price);
        Assert.Equal(0.005m, (await client.GetOrderAsync(Perpetual, second, Soon))!.RemainingQuantity);

        var cancelled = await client.CancelBatchAsync(Perpetual, [first, second, OrderKey.ByClientId("nobody")], Soon);
        Assert.Equal([true, true, false], cancelled.Select(each => each.Failure is null));
        Assert.IsType<OrderNotFoundException>(cancelled[2].Failure);
        Assert.Equal(placed[2].Receipt!.OrderId, Assert.Single(await client.GetOpenOrdersAsync(Perpetual, Soon)).OrderId);
    }

    [Fact]
    public async Task A_scale_order_is_a_ladder_and_happens_once()
    {
        IMarketsClient client = await TraderAsync();
        ScaleRequest scale = ScaleRequest.Between(Perpetual, OrderSide.Buy, 0.02m, 57_000m, 57_300m, orders: 4) with
        {
            SizeRatio = 3,
            PostOnly = true,
            Tag = 9,
            ClientOrderId = OrderRequest.NewClientOrderId(),
        };
        IReadOnlyList<BatchedOrder> placed = await client.PlaceScaleAsync(scale, Soon);
        List<Order> orders = [];
        foreach (BatchedOrder each in placed)
        {
            orders.Add((await client.GetOrderAsync(Perpetual, each.Receipt!.Key, Soon))!);
        }

        Assert.Equal([57_000m, 57_100m, 57_200m, 57_300m], orders.Select(order => order.Price));
        Assert.Equal([0.003m, 0.005m, 0.005m, 0.007m], orders.Select(order => order.Quantity));
        Assert.All(orders, order => Assert.Equal((true, 9L, scale.ClientOrderId), (order.PostOnly, order.Tag, order.ClientOrderId)));
        IReadOnlyList<BatchedOrder> again = await client.PlaceScaleAsync(scale, Soon);
        Assert.Equal(placed.Select(each => each.Receipt!.OrderId), again.Select(each => each.Receipt!.OrderId));
        Assert.Equal(4, (await client.GetOpenOrdersAsync(Perpetual, Soon)).Count);
    }

    [Fact]
    public async Task A_scale_order_is_refused_whole()
    {
        IMarketsClient client = await TraderAsync();
        ScaleRequest scale = ScaleRequest.Between(Perpetual, OrderSide.Buy, 0.02m, 57_000m, 57_300m, orders: 4);
        foreach ((ScaleRequest wrong, int code) in new[]
        {
            (scale with { Quantity = 100 }, 2001), (scale with { Orders = 50 }, 1206), (scale with { LastPrice = 57_000.05m }, 1001),
        })
        {
            var refusal = await Assert.ThrowsAsync<OrderRejectedException>(() => client.PlaceScaleAsync(wrong, Soon));
            Assert.True(refusal.Error.Code == code || refusal.Error.Code == 1203, $"{refusal.Error.Code} instead of {code}");
        }

        foreach (ScaleRequest malformed in new[]
        {
            scale with { Orders = 1 }, scale with { Orders = 51 }, scale with { SizeRatio = 0 }, scale with { LastPrice = 0 },
            scale with { Quantity = 0 },
        })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => client.PlaceScaleAsync(malformed, Soon));
        }

        Assert.Empty(await client.GetOpenOrdersAsync(Perpetual, Soon));
    }

    [Fact]
    public async Task An_iceberg_shows_a_part_and_an_order_may_expire()
    {
        IMarketsClient client = await TraderAsync();
        DateTimeOffset later = DateTimeOffset.FromUnixTimeSeconds(4_000_000_000);
        OrderReceipt ice = await client.PlaceAsync(
            OrderRequest.Iceberg(Perpetual, OrderSide.Buy, 0.1m, 57_123.4m, 0.01m) with { ExpiresAt = later, Tag = 7 }, Soon);
        Order? order = await client.GetOrderAsync(Perpetual, ice.Key, Soon);
        Assert.Equal((0.01m, later, 7L, 0.1m), (order!.DisplayQuantity, order.ExpiresAt, order.Tag, order.RemainingQuantity));
        Assert.Contains(new BookLevel(57_123.4m, 0.01m), (await client.GetBookAsync(Perpetual, 200, Soon)).Bids);
        OrderRequest late = OrderRequest.Limit(Perpetual, OrderSide.Buy, 0.1m, 57_000m);
        await AssertRefusedAsync(client, late with { ExpiresAt = DateTimeOffset.UnixEpoch.AddDays(1) }, 1001, 1220);
    }

    [Fact]
    public async Task Of_two_linked_orders_one_cancels_the_other()
    {
        IMarketsClient maker = await TraderAsync();
        IMarketsClient client = await TraderAsync();
        string group = OrderRequest.NewClientOrderId();
        OrderRequest bid = OrderRequest.Limit(Perpetual, OrderSide.Buy, 0.01m, 59_700m) with
        {
            Link = new OrderLink(LinkKind.OneCancelsOther, group),
        };
        await client.PlaceAsync(bid with { ClientOrderId = group }, Soon);
        OrderReceipt other = await client.PlaceAsync(bid with { Price = 57_000m }, Soon);
        await maker.PlaceAsync(OrderRequest.Limit(Perpetual, OrderSide.Sell, 0.01m, 59_700m), Soon);
        Order? ended = await client.GetOrderAsync(Perpetual, other.Key, Soon);
        Assert.Equal((OrderStatus.Cancelled, OrderEndReasons.Other), (ended!.Status, ended.EndReason));
    }

    [Fact]
    public async Task A_pegged_order_follows_the_best_price()
    {
        IMarketsClient client = await TraderAsync();
        OrderReceipt pegged = await client.PlaceAsync(
            OrderRequest.Pegged(Perpetual, OrderSide.Buy, 0.01m, 59_000m, new OrderPeg(PegReference.Mark, -2_000m)), Soon);
        Assert.Equal(58_000m, (await client.GetOrderAsync(Perpetual, pegged.Key, Soon))!.Price);
    }

    [Fact]
    public async Task Orders_of_a_batch_stand_alone()
    {
        IMarketsClient client = await TraderAsync();
        OrderRequest bid = OrderRequest.Limit(Perpetual, OrderSide.Buy, 0.01m, 57_000m);
        string name = OrderRequest.NewClientOrderId();
        OrderRequest[] orders =
        [
            bid, bid with { Price = 20_000m }, bid with { Tag = 5 }, bid with { ClientOrderId = name }, bid with { ClientOrderId = name },
            .. Enumerable.Repeat(bid, 20),
        ];
        IReadOnlyList<BatchedOrder> outcomes = await client.PlaceBatchAsync(orders, Soon);
        Assert.Equal(orders.Length, outcomes.Count);
        Assert.Equal(1204, Assert.IsType<OrderRejectedException>(outcomes[1].Failure).Error.Code);
        Assert.All(outcomes.Where((_, at) => at != 1), outcome => Assert.NotNull(outcome.Receipt));
        Assert.Equal(outcomes[3].Receipt!.OrderId, outcomes[4].Receipt!.OrderId);
        Assert.Equal(23, (await client.GetOpenOrdersAsync(Perpetual, Soon)).Count);
        await client.CancelAllAsync(Perpetual, new CancelFilter { Tag = 5, Side = OrderSide.Buy }, Soon);
        Assert.Equal(22, (await client.GetOpenOrdersAsync(Perpetual, Soon)).Count);
    }

    [Fact]
    public async Task An_amended_order_has_its_new_terms()
    {
        IMarketsClient client = await TraderAsync();
        OrderReceipt receipt = await client.PlaceAsync(OrderRequest.Limit(Perpetual, OrderSide.Buy, 0.02m, 57_000m), Soon);
        await client.AmendAsync(
            Perpetual, OrderKey.ByClientId(receipt.ClientOrderId), new OrderAmendment { Price = 57_100m, Quantity = 0.01m }, Soon);
        Order? order = await client.GetOrderAsync(Perpetual, receipt.Key, Soon);
        Assert.Equal((57_100m, 0.01m, 0.01m), (order!.Price, order.Quantity, order.RemainingQuantity));
        var refusal = await Assert.ThrowsAsync<RequestRejectedException>(
            () => client.AmendAsync(Perpetual, receipt.Key, new OrderAmendment { Price = 20_000m }, Soon));
        Assert.Equal(1204, refusal.Error.Code);
        await Assert.ThrowsAsync<ArgumentException>(() => client.AmendAsync(Perpetual, receipt.Key, new OrderAmendment(), Soon));
        await client.CancelAsync(Perpetual, receipt.Key, Soon);
        await Assert.ThrowsAsync<OrderNotFoundException>(
            () => client.AmendAsync(Perpetual, receipt.Key, new OrderAmendment { Quantity = 0.03m }, Soon));
    }

    [Fact]
    public async Task An_amended_order_that_waits_goes_on_waiting_under_its_new_terms()
    {
        IMarketsClient client = await TraderAsync();
        OrderRequest request = OrderRequest.Market(Perpetual, OrderSide.Buy, 0.02m) with
        {
            Trigger = OrderTrigger.Stop(61_000m, TriggerSource.MarkPrice),
        };
        OrderReceipt receipt = await client.PlaceAsync(request, Soon);
        await client.AmendAsync(Perpetual, receipt.Key, new OrderAmendment { TriggerPrice = 61_500m, Quantity = 0.03m }, Soon);
        Order? order = await client.GetOrderAsync(Perpetual, receipt.Key, Soon);
        Assert.Equal(
            (OrderStatus.Untriggered, 61_500m, 0.03m, 0.03m),
            (order!.Status, order.TriggerPrice, order.Quantity, order.RemainingQuantity));
        var reached = await Assert.ThrowsAsync<RequestRejectedException>(
            () => client.AmendAsync(Perpetual, receipt.Key, new OrderAmendment { TriggerPrice = 59_000m }, Soon));
        Assert.Equal(3020, reached.Error.Code);
        Order trailing = await PlacedAsync(client, OrderRequest.Market(Perpetual, OrderSide.Sell, 0.01m) with
        {
            Trigger = OrderTrigger.Trailing(2_000m, TriggerSource.IndexPrice),
        });
        OrderKey key = OrderKey.ById(trailing.OrderId);
        await client.AmendAsync(Perpetual, key, new OrderAmendment { TrailingDistance = 3_000m }, Soon);
        Assert.Equal(trailing.TriggerPrice - 1_000m, (await client.GetOrderAsync(Perpetual, key, Soon))!.TriggerPrice);
        await client.AmendAsync(Perpetual, key, new OrderAmendment { TrailingRate = 0.05m }, Soon);
        Assert.Equal(57_000m, (await client.GetOrderAsync(Perpetual, key, Soon))!.TriggerPrice);
        await Assert.ThrowsAsync<ArgumentException>(() => client.AmendAsync(
            Perpetual, key, new OrderAmendment { TrailingRate = 0.05m, TriggerPrice = 1m }, Soon));
        await client.CancelAllAsync(Perpetual, Soon);
    }

    [Fact]
    public async Task A_switch_cancels_everything_after_its_time()
    {
        IMarketsClient client = await TraderAsync();
        OrderReceipt receipt = await client.PlaceAsync(OrderRequest.Limit(Perpetual, OrderSide.Buy, 0.02m, 57_000m), Soon);
        await client.CancelAllAfterAsync(TimeSpan.FromHours(1), Soon);
        await client.CancelAllAfterAsync(TimeSpan.Zero, Soon);
        Assert.Equal(OrderStatus.Open, (await client.GetOrderAsync(Perpetual, receipt.Key, Soon))!.Status);
        await client.CancelAllAfterAsync(TimeSpan.FromSeconds(1), Soon);
        while ((await client.GetOrderAsync(Perpetual, receipt.Key, Soon))!.Status != OrderStatus.Cancelled)
        {
            // Every step of the market looks at what is due.
            await client.PlaceAsync(
                OrderRequest.Limit(Perpetual, OrderSide.Buy, 0.001m, 56_000m) with { TimeInForce = TimeInForce.ImmediateOrCancel }, Soon);
        }

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.CancelAllAfterAsync(TimeSpan.FromHours(2), Soon));
    }

    [Fact]
    public async Task Orders_say_what_they_wait_for_and_follow()
    {
        IMarketsClient maker = await TraderAsync();
        IMarketsClient client = await TraderAsync();
        await TradeAsync(maker, client, 60_010m);
        Order trailing = await PlacedAsync(client, OrderRequest.Market(Perpetual, OrderSide.Sell, 0.01m) with
        {
            Trigger = OrderTrigger.TrailingRate(0.05m, TriggerSource.IndexPrice),
        });
        Assert.Equal(
            (TriggerKind.TrailingStop, TriggerSource.IndexPrice, 57_000m),
            (trailing.TriggerKind, trailing.TriggerSource, trailing.TriggerPrice));
        Order profit = await PlacedAsync(client, OrderRequest.Limit(Perpetual, OrderSide.Buy, 0.01m, 58_000m) with
        {
            Trigger = OrderTrigger.TakeProfit(58_100m, TriggerSource.MarkPrice),
        });
        Assert.Equal((TriggerKind.TakeProfit, TriggerSource.MarkPrice), (profit.TriggerKind, profit.TriggerSource));
        Order close = await PlacedAsync(client, OrderRequest.CloseAt(Perpetual, OrderSide.Sell, OrderTrigger.Stop(58_000m)));
        Assert.Equal(
            (TriggerKind.Stop, TriggerSource.LastPrice, true, true),
            (close.TriggerKind, close.TriggerSource, close.ClosePosition, close.ReduceOnly));
        await PlacedAsync(client, OrderRequest.Limit(Perpetual, OrderSide.Buy, 0.01m, 57_400m));
        foreach (OrderPeg peg in new[] { new OrderPeg(PegReference.Best, -10m), new OrderPeg(PegReference.Mark, -3_000m) })
        {
            Order pegged = await PlacedAsync(client, OrderRequest.Pegged(Perpetual, OrderSide.Buy, 0.01m, 59_000m, peg));
            Assert.Equal((peg, null, OrderStatus.Open), (pegged.Peg, pegged.TriggerKind, pegged.Status));
        }

        Order plain = await PlacedAsync(client, OrderRequest.Limit(Perpetual, OrderSide.Buy, 0.01m, 57_300m));
        Assert.Equal((null, null, null, false), (plain.TriggerKind, plain.TriggerSource, plain.Peg, plain.ClosePosition));
    }

    [Fact]
    public async Task A_child_waits_for_its_parent_and_a_sliding_order_stands_behind_the_other_side()
    {
        IMarketsClient maker = await TraderAsync();
        IMarketsClient client = await TraderAsync();
        string parent = OrderRequest.NewClientOrderId();
        var link = new OrderLink(LinkKind.OneTriggersOther, parent);
        OrderRequest bid = OrderRequest.Limit(Perpetual, OrderSide.Buy, 0.01m, 59_750m) with { Link = link };
        await client.PlaceAsync(bid with { ClientOrderId = parent }, Soon);
        Order child = await PlacedAsync(client, bid with { Price = 57_000m });
        Assert.Equal(OrderStatus.Untriggered, child.Status);
        await maker.PlaceAsync(OrderRequest.Limit(Perpetual, OrderSide.Sell, 0.01m, 59_750m), Soon);
        Assert.Equal(OrderStatus.Open, (await client.GetOrderAsync(Perpetual, OrderKey.ById(child.OrderId), Soon))!.Status);

        await maker.PlaceAsync(OrderRequest.Limit(Perpetual, OrderSide.Sell, 0.01m, 59_760m), Soon);
        OrderRequest slide = OrderRequest.Limit(Perpetual, OrderSide.Buy, 0.01m, 59_900m) with { PostOnlySlide = true };
        Order sliding = await PlacedAsync(client, slide);
        Assert.Equal((OrderStatus.Open, 59_759.9m), (sliding.Status, sliding.Price));
    }

    [Theory]
    [InlineData(SelfTradePolicy.CancelMaker, SelfTradeScope.Account, OrderStatus.Cancelled, OrderStatus.Open)]
    [InlineData(SelfTradePolicy.CancelTaker, SelfTradeScope.User, OrderStatus.Open, OrderStatus.Cancelled)]
    [InlineData(SelfTradePolicy.CancelBoth, SelfTradeScope.User, OrderStatus.Cancelled, OrderStatus.Cancelled)]
    [InlineData(SelfTradePolicy.Decrement, SelfTradeScope.Account, OrderStatus.Open, OrderStatus.Cancelled)]
    public async Task A_self_trade_is_prevented_as_asked(
        SelfTradePolicy policy, SelfTradeScope scope, OrderStatus resting, OrderStatus incoming)
    {
        IMarketsClient client = await TraderAsync();
        OrderRequest order = OrderRequest.Limit(Perpetual, OrderSide.Buy, 0.02m, 59_600m) with { SelfTradeScope = scope };
        OrderReceipt first = await client.PlaceAsync(order, Soon);
        OrderReceipt second = await client.PlaceAsync(
            order with { Side = OrderSide.Sell, Quantity = 0.01m, SelfTrade = policy }, Soon);
        Assert.Equal(
            (resting, incoming),
            ((await client.GetOrderAsync(Perpetual, first.Key, Soon))!.Status,
                (await client.GetOrderAsync(Perpetual, second.Key, Soon))!.Status));
    }

    [Fact]
    public async Task What_cannot_be_is_refused()
    {
        IMarketsClient client = await TraderAsync();
        OrderRequest bid = OrderRequest.Limit(Perpetual, OrderSide.Buy, 0.01m, 57_000m);
        await AssertRefusedAsync(client, bid with { Trigger = OrderTrigger.Stop(50_000m, TriggerSource.MarkPrice), Price = 50_000m }, 3020);
        await AssertRefusedAsync(client, bid with { Trigger = OrderTrigger.Stop(60_500.05m) }, 1001, 1203);
        await AssertRefusedAsync(client, bid with { Link = new OrderLink(LinkKind.OneTriggersOther, "nobody") }, 3021);
        foreach (OrderRequest wrong in new[]
        {
            bid with { DisplayQuantity = 0 }, bid with { Tag = -1 }, bid with { Price = null, ExpiresAt = DateTimeOffset.MaxValue },
            bid with { Trigger = OrderTrigger.Trailing(5) }, bid with { ClosePosition = true },
        })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => client.PlaceAsync(wrong, Soon));
        }

        Assert.Empty(await client.GetOpenOrdersAsync(Perpetual, Soon));
    }

    private async Task<IMarketsClient> TraderAsync()
    {
        (IMarketsClient client, _) = await venue.TraderAsync(100_000);
        _traders.Add(client);
        return client;
    }

    private async Task<Order> PlacedAsync(IMarketsClient client, OrderRequest order) =>
        (await client.GetOrderAsync(Perpetual, (await client.PlaceAsync(order, Soon)).Key, Soon))!;

    // Another trader gives, so that the two never own both sides.
    private async Task TradeAsync(IMarketsClient maker, IMarketsClient taker, decimal price)
    {
        await maker.PlaceAsync(OrderRequest.Limit(Perpetual, OrderSide.Sell, 0.001m, price), Soon);
        await taker.PlaceAsync(OrderRequest.Limit(Perpetual, OrderSide.Buy, 0.001m, price), Soon);
    }

    private async Task<T> UntilAsync<T>(IAsyncEnumerable<T> live, Predicate<T> isIt)
    {
        await foreach (T item in live.WithCancellation(Soon))
        {
            if (isIt(item))
            {
                return item;
            }
        }

        throw new InvalidOperationException("The stream ended.");
    }

    private async Task AssertRefusedAsync(IMarketsClient client, OrderRequest order, params int[] codes)
    {
        var refusal = await Assert.ThrowsAsync<OrderRejectedException>(() => client.PlaceAsync(order, Soon));
        Assert.Contains(refusal.Error.Code, codes);
    }
}
