namespace OrleansMarkets.Client.Tests.Contract;

/// <summary>What a client does, whichever way it reaches the exchange.</summary>
public abstract class MarketsClientContract(IVenue venue) : IAsyncLifetime
{
    private static readonly MarketId Perpetual = "BTCUSDT";
    private static readonly MarketId Spot = MarketId.Spot("BTCUSDT");
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<IMarketsClient> _traders = [];
    private readonly CancellationTokenSource _patience = new(Patience);

    private CancellationToken Soon => _patience.Token;

    public Task InitializeAsync() => Task.CompletedTask;

    // The books are shared by all tests of a class.
    public async Task DisposeAsync()
    {
        foreach (IMarketsClient trader in _traders)
        {
            await trader.CancelAllAsync(Perpetual);
            await trader.CancelAllAsync(Spot);
            await trader.DisposeAsync();
        }

        _patience.Dispose();
    }

    [Fact]
    public async Task Markets_have_their_grid()
    {
        IMarketsClient client = await TraderAsync();
        var markets = await client.GetMarketsAsync(Soon);
        Assert.Equal([Perpetual, Spot], markets.Select(market => market.Id));
        Market perpetual = await client.GetMarketAsync(Perpetual, Soon);
        Assert.Equal(("BTC", "USDT"), (perpetual.BaseAsset, perpetual.QuoteAsset));
        Assert.Equal((0.1m, 0.001m, 0.001m), (perpetual.TickSize, perpetual.QuantityStep, perpetual.MinimumQuantity));
        Assert.Equal(50, perpetual.MaximumLeverage);
        Assert.Equal(59_999.9m, perpetual.RoundPriceDown(59_999.99m));
        Assert.Equal(60_000m, perpetual.RoundPriceUp(59_999.99m));
        await Assert.ThrowsAsync<RequestRejectedException>(() => client.GetMarketAsync("NONE", Soon));
    }

    [Fact]
    public async Task The_status_names_open_markets()
    {
        IMarketsClient client = await TraderAsync();
        ExchangeStatus status = await client.GetStatusAsync(Soon);
        Assert.Equal([Perpetual, Spot], status.Markets.Select(market => market.MarketId).Order(ById));
        Assert.All(status.Markets, market => Assert.True(market.IsOpen));
        Assert.InRange(status.Time, TimeProvider.System.GetUtcNow().AddMinutes(-1), TimeProvider.System.GetUtcNow().AddMinutes(1));
    }

    [Fact]
    public async Task An_order_rests_is_found_and_is_cancelled()
    {
        IMarketsClient client = await TraderAsync();
        OrderRequest request = OrderRequest.Limit(Perpetual, OrderSide.Buy, 0.012m, 55_000.5m);
        OrderReceipt receipt = await client.PlaceAsync(request with { ClientOrderId = NewId("rest") }, Soon);
        Order open = Assert.Single(await client.GetOpenOrdersAsync(cancellation: Soon));
        Assert.Equal((receipt.OrderId, receipt.ClientOrderId), (open.OrderId, open.ClientOrderId));
        Assert.Equal((OrderStatus.Open, 0.012m, 55_000.5m, 0.012m), (open.Status, open.Quantity, open.Price, open.RemainingQuantity));
        Assert.Equal(open, await client.GetOrderAsync(Perpetual, receipt.Key, Soon));
        Assert.Equal(open, await client.GetOrderAsync(Perpetual, OrderKey.ByClientId(receipt.ClientOrderId), Soon));
        Assert.Empty(await client.GetOpenOrdersAsync(Spot, Soon));
        Assert.Contains(new BookLevel(55_000.5m, 0.012m), (await client.GetBookAsync(Perpetual, 200, Soon)).Bids);

        await client.CancelAsync(Perpetual, OrderKey.ByClientId(receipt.ClientOrderId), Soon);
        Order? ended = await client.GetOrderAsync(Perpetual, receipt.Key, Soon);
        Assert.Equal((OrderStatus.Cancelled, 0m, ""), (ended!.Status, ended.RemainingQuantity, ended.EndReason));
        Assert.Empty(await client.GetOpenOrdersAsync(cancellation: Soon));
        await Assert.ThrowsAsync<OrderNotFoundException>(() => client.CancelAsync(Perpetual, receipt.Key, Soon));
    }

    [Fact]
    public async Task The_same_order_sent_again_is_the_same_order()
    {
        IMarketsClient client = await TraderAsync();
        OrderRequest request = OrderRequest.Limit(Perpetual, OrderSide.Buy, 0.001m, 55_000m) with { ClientOrderId = NewId("same") };
        OrderReceipt first = await client.PlaceAsync(request, Soon);
        OrderReceipt second = await client.PlaceAsync(request, Soon);
        Assert.Equal(first.OrderId, second.OrderId);
        Assert.Single(await client.GetOpenOrdersAsync(cancellation: Soon));
        var refusal = await Assert.ThrowsAsync<OrderRejectedException>(() => client.PlaceAsync(request with { Quantity = 0.002m }, Soon));
        Assert.Equal(1003, refusal.Error.Code);
        Assert.Equal(request.ClientOrderId, refusal.ClientOrderId);
    }

    // A token that never ends lets the SDK take its shortest way.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Commands_that_are_sent_together_have_each_their_own_outcome(bool mayEnd)
    {
        CancellationToken soon = mayEnd ? Soon : CancellationToken.None;
        const int Orders = 12;
        IMarketsClient client = await TraderAsync();
        OrderRequest request = OrderRequest.Limit(Perpetual, OrderSide.Buy, 0.001m, 55_000m);
        OrderReceipt old = await client.PlaceAsync(request, Soon);
        OrderReceipt amended = await client.PlaceAsync(request, Soon);
        await client.PlaceAsync(request with { MarketId = Spot }, Soon);

        Task<OrderReceipt>[] placed =
            [.. Enumerable.Range(1, Orders).Select(i => client.PlaceAsync(request with { Price = 55_000m + i }, soon))];
        Task<OrderReceipt> tooLarge = client.PlaceAsync(request with { Quantity = 100_000m }, soon);
        Task cancelled = client.CancelAsync(Perpetual, old.Key, soon);
        Task notFound = client.CancelAsync(Perpetual, OrderKey.ByClientId(NewId("none")), soon);
        Task<OrderReceipt> spot = client.PlaceAsync(request with { MarketId = Spot }, soon);
        Task changed = client.AmendAsync(Perpetual, amended.Key, new OrderAmendment { Price = 54_000m }, soon);

        Assert.Equal(Orders, (await Task.WhenAll(placed)).Select(receipt => receipt.OrderId).Distinct().Count());
        await Assert.ThrowsAsync<OrderRejectedException>(() => tooLarge);
        await Task.WhenAll(cancelled, spot, changed);
        await Assert.ThrowsAsync<OrderNotFoundException>(() => notFound);
        Assert.Equal(
            [54_000m, .. Enumerable.Range(1, Orders).Select(i => 55_000m + i)],
            (await client.GetOpenOrdersAsync(Perpetual, soon)).Select(order => order.Price).Order());
    }

    [Fact]
    public async Task A_trade_is_told_to_both_sides_and_to_everybody()
    {
        IMarketsClient maker = await TraderAsync();
        IMarketsClient taker = await TraderAsync();
        OrderRequest offer = OrderRequest.Limit(Perpetual, OrderSide.Sell, 0.5m, 60_010m) with { PostOnly = true };
        OrderReceipt ask = await maker.PlaceAsync(offer, Soon);
        OrderReceipt hit = await taker.PlaceAsync(OrderRequest.Market(Perpetual, OrderSide.Buy, 0.2m), Soon);

        Execution made = Assert.Single(await maker.GetExecutionsAsync(cancellation: Soon));
        Execution took = Assert.Single(await taker.GetExecutionsAsync(Perpetual, cancellation: Soon));
        Assert.Equal((ask.OrderId, OrderSide.Sell, true), (made.OrderId, made.Side, made.IsMaker));
        Assert.Equal((hit.OrderId, OrderSide.Buy, false), (took.OrderId, took.Side, took.IsMaker));
        Assert.All([made, took], each => Assert.Equal((60_010m, 0.2m), (each.Price, each.Quantity)));
        Assert.Equal((1.2002m, 6.001m, "USDT"), (made.Fee, took.Fee, took.FeeAsset));

        Order? rest = await maker.GetOrderAsync(Perpetual, ask.Key, Soon);
        Assert.Equal((OrderStatus.PartiallyFilled, 0.2m, 0.3m), (rest!.Status, rest.FilledQuantity, rest.RemainingQuantity));
        Order? filled = await taker.GetOrderAsync(Perpetual, hit.Key, Soon);
        Assert.Equal((OrderStatus.Filled, 60_010m, 12_002m), (filled!.Status, filled.AveragePrice, filled.FilledValue));

        Position position = Assert.Single(await taker.GetPositionsAsync(Soon));
        Assert.Equal((Perpetual, 0.2m, 60_010m), (position.MarketId, position.Size, position.EntryPrice));
        Assert.Equal(-0.2m, (await FirstPositionAsync(maker)).Size);
        Trade trade = (await taker.GetTradesAsync(Perpetual, 1, Soon))[0];
        Assert.Equal((OrderSide.Buy, 60_010m, 0.2m), (trade.TakerSide, trade.Price, trade.Quantity));
    }

    [Fact]
    public async Task A_spot_trade_moves_both_assets()
    {
        IMarketsClient maker = await TraderAsync();
        IMarketsClient taker = await TraderAsync();
        await maker.PlaceAsync(OrderRequest.Limit(Spot, OrderSide.Buy, 0.01m, 59_000m), Soon);
        Assert.Empty(await maker.GetPositionsAsync(Soon));
        var refusal = await Assert.ThrowsAsync<OrderRejectedException>(
            () => taker.PlaceAsync(OrderRequest.Market(Spot, OrderSide.Sell, 0.01m), Soon));
        Assert.NotEqual(0, refusal.Error.Code);
        Wallet wallet = await maker.GetWalletAsync(Soon);
        Assert.Equal(100_000m, wallet.Balances.Single(balance => balance.Asset == "USDT").Balance);
    }

    [Fact]
    public async Task The_wallet_counts_margin()
    {
        IMarketsClient client = await TraderAsync();
        Wallet before = await client.GetWalletAsync(Soon);
        Assert.Equal((100_000m, 100_000m, 0m), (before.Equity, before.Available, before.InitialMargin));
        await client.PlaceAsync(OrderRequest.Limit(Perpetual, OrderSide.Buy, 1m, 55_000m), Soon);
        Wallet after = await client.GetWalletAsync(Soon);
        Assert.Equal(100_000m, after.Equity);
        Assert.True(after.InitialMargin > 0);
        Assert.Equal(after.Equity - after.InitialMargin, after.Available);
    }

    [Fact]
    public async Task Orders_that_cannot_be_are_refused()
    {
        IMarketsClient client = await TraderAsync();
        await AssertRefusedAsync(client, OrderRequest.Limit(Perpetual, OrderSide.Buy, 0.001m, 55_000.05m), 1001, 1203);
        await AssertRefusedAsync(client, OrderRequest.Limit(Perpetual, OrderSide.Buy, 0.0015m, 55_000m), 1001, 1205);
        await AssertRefusedAsync(client, OrderRequest.Limit(Perpetual, OrderSide.Buy, 0.001m, 20_000m), 1204);
        await AssertRefusedAsync(client, OrderRequest.Limit(Perpetual, OrderSide.Buy, 99m, 60_000m), 2001);
        await AssertRefusedAsync(client, OrderRequest.Limit(Perpetual, OrderSide.Sell, 0.001m, 60_000m) with { ReduceOnly = true }, 3003);
        await Assert.ThrowsAnyAsync<RequestRejectedException>(
            () => client.PlaceAsync(OrderRequest.Limit("NONE", OrderSide.Buy, 1, 1), Soon));
        Assert.Empty(await client.GetOpenOrdersAsync(cancellation: Soon));
    }

    [Fact]
    public async Task Orders_that_end_on_entry_are_taken_and_say_why_they_ended()
    {
        IMarketsClient maker = await TraderAsync();
        IMarketsClient client = await TraderAsync();
        await maker.PlaceAsync(OrderRequest.Limit(Perpetual, OrderSide.Sell, 0.1m, 60_020m), Soon);
        OrderRequest bid = OrderRequest.Limit(Perpetual, OrderSide.Buy, 0.2m, 60_020m);
        OrderRequest[] requests =
        [
            bid with { PostOnly = true },
            bid with { TimeInForce = TimeInForce.FillOrKill },
            bid with { TimeInForce = TimeInForce.ImmediateOrCancel, Price = 60_019m },
        ];
        foreach (OrderRequest request in requests)
        {
            OrderReceipt receipt = await client.PlaceAsync(request, Soon);
            Order? order = await client.GetOrderAsync(Perpetual, receipt.Key, Soon);
            Assert.True(order!.IsFinal);
            Assert.Equal(0, order.FilledQuantity);
            Assert.NotEqual("", order.EndReason);
        }
    }

    [Fact]
    public async Task All_orders_of_a_market_are_cancelled_at_once()
    {
        IMarketsClient client = await TraderAsync();
        await client.PlaceAsync(OrderRequest.Limit(Perpetual, OrderSide.Buy, 0.001m, 55_000m), Soon);
        await client.PlaceAsync(OrderRequest.Limit(Perpetual, OrderSide.Sell, 0.001m, 65_000m), Soon);
        OrderReceipt other = await client.PlaceAsync(OrderRequest.Limit(Spot, OrderSide.Buy, 0.001m, 55_000m), Soon);
        Assert.Equal(3, (await client.GetOpenOrdersAsync(cancellation: Soon)).Count);
        await client.CancelAllAsync(Perpetual, Soon);
        Assert.Equal(other.OrderId, Assert.Single(await client.GetOpenOrdersAsync(cancellation: Soon)).OrderId);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        IMarketsClient client = await TraderAsync();
        Assert.Null(await client.GetOrderAsync(Perpetual, OrderKey.ByClientId(NewId("none")), Soon));
        await Assert.ThrowsAsync<OrderNotFoundException>(() => client.CancelAsync(Perpetual, OrderKey.ByClientId(NewId("none")), Soon));
    }

    [Fact]
    public async Task A_live_book_shows_what_was_placed_and_cancelled()
    {
        IMarketsClient client = await TraderAsync();
        await using LiveBook live = await client.WatchBookAsync(Perpetual, Soon);
        var level = new BookLevel(59_321.7m, 0.007m);
        OrderReceipt receipt = await client.PlaceAsync(OrderRequest.Limit(Perpetual, OrderSide.Buy, level.Quantity, level.Price), Soon);
        await UntilAsync(live, book => book.Bids.Contains(level));
        await client.CancelAsync(Perpetual, receipt.Key, Soon);
        await UntilAsync(live, book => !book.Bids.Contains(level));
    }

    [Fact]
    public async Task A_live_book_of_orders_shows_who_is_first()
    {
        IMarketsClient client = await TraderAsync();
        await using LiveMarketByOrder live = await client.WatchMarketByOrderAsync(Perpetual, Soon);
        OrderRequest bid = OrderRequest.Limit(Perpetual, OrderSide.Buy, 0.004m, 58_765.4m);
        OrderReceipt[] receipts = [await client.PlaceAsync(bid, Soon), await client.PlaceAsync(bid with { Quantity = 0.005m }, Soon)];
        MarketByOrder book = await UntilAsync(live, each => each.Bids.Count(order => order.Price == bid.Price) == 2);
        BookOrder[] queue = [.. book.Bids.Where(order => order.Price == bid.Price)];
        Assert.Equal([0.004m, 0.005m], queue.Select(order => order.Quantity));
        Assert.Equal(receipts.Select(receipt => receipt.OrderId[(receipt.OrderId.LastIndexOf('.') + 1)..]), queue.Select(Number));
        await client.CancelAsync(Perpetual, receipts[0].Key, Soon);
        book = await UntilAsync(live, each => each.Bids.Count(order => order.Price == bid.Price) == 1);
        Assert.Equal(queue[1], book.Bids.Single(order => order.Price == bid.Price));
    }

    [Fact]
    public async Task Live_streams_tell_of_orders_executions_and_trades()
    {
        IMarketsClient maker = await TraderAsync();
        IMarketsClient taker = await TraderAsync();
        OrderReceipt before = await maker.PlaceAsync(OrderRequest.Limit(Perpetual, OrderSide.Sell, 0.01m, 65_000m), Soon);
        await using LiveStream<Order> orders = await maker.WatchOrdersAsync(Soon);
        await using LiveStream<Execution> executions = await maker.WatchExecutionsAsync(Soon);
        await using LiveStream<Trade> trades = await taker.WatchTradesAsync(Perpetual, Soon);
        OrderReceipt ask = await maker.PlaceAsync(OrderRequest.Limit(Perpetual, OrderSide.Sell, 0.033m, 60_030m), Soon);
        await taker.PlaceAsync(OrderRequest.Limit(Perpetual, OrderSide.Buy, 0.033m, 60_030m), Soon);

        Assert.Equal(before.OrderId, (await UntilAsync(orders, _ => true)).OrderId);
        Assert.Equal(OrderStatus.Filled, (await UntilAsync(orders, order => order.OrderId == ask.OrderId && order.IsFinal)).Status);
        Execution fill = await UntilAsync(executions, _ => true);
        Assert.Equal((ask.OrderId, 0.033m), (fill.OrderId, fill.Quantity));
        Assert.Equal(60_030m, (await UntilAsync(trades, trade => trade.Quantity == 0.033m)).Price);
    }

    [Fact]
    public async Task Nobody_is_liquidated_who_is_not_below_maintenance()
    {
        (IMarketsClient client, long account) = await venue.TraderAsync(1_000);
        _traders.Add(client);
        Assert.Empty(await client.GetLiquidatableAsync(Soon));
        var refusal = await Assert.ThrowsAsync<RequestRejectedException>(() => client.LiquidateAsync(account, Soon));
        Assert.Equal(5001, refusal.Error.Code);
    }

    private static IComparer<MarketId> ById => Comparer<MarketId>.Create((left, right) => left.Category.CompareTo(right.Category));

    private static string Number(BookOrder order) => order.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string NewId(string name) => $"{name}-{Guid.NewGuid():N}"[..30];

    private async Task<T> UntilAsync<T>(IAsyncEnumerable<T> live, Predicate<T> isIt)
    {
        await foreach (T item in live.WithCancellation(Soon))
        {
            if (isIt(item))
            {
                return item;
            }
        }

        throw new InvalidOperationException("the stream ended");
    }

    // What others do to an account reaches it a moment after they were told.
    private async Task<Position> FirstPositionAsync(IMarketsClient client)
    {
        while (true)
        {
            if ((await client.GetPositionsAsync(Soon)) is [var position])
            {
                return position;
            }
        }
    }

    private async Task AssertRefusedAsync(IMarketsClient client, OrderRequest order, params int[] codes)
    {
        var refusal = await Assert.ThrowsAsync<OrderRejectedException>(() => client.PlaceAsync(order, Soon));
        Assert.Contains(refusal.Error.Code, codes);
    }

    private async Task<IMarketsClient> TraderAsync()
    {
        (IMarketsClient client, _) = await venue.TraderAsync(deposit: 100_000);
        _traders.Add(client);
        return client;
    }
}
