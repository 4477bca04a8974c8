using System.Net;
using System.Text.Json;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Tests.Support;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Tests.Http;

public sealed class TradingTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    [Fact]
    public async Task An_order_is_seen_right_after_it_was_acknowledged_and_gone_after_its_cancel()
    {
        SigningClient trader = await host.TraderAsync();
        JsonElement ack = await trader.PostAsync("/v5/order/create", OrderBody.Limit("Buy", "0.01", "45000", "first-1"));
        string orderId = ack.GetProperty("orderId").GetString()!;
        Assert.StartsWith("BTCUSDT-PERP.", orderId);
        Assert.Equal("first-1", ack.GetProperty("orderLinkId").GetString());

        JsonElement order = Assert.Single(List(await trader.GetAsync("/v5/order/realtime?category=linear&symbol=BTCUSDT")));
        Assert.Equal("New", Text(order, "orderStatus"));
        Assert.Equal(("45000", "0.01", "Buy"), (Text(order, "price"), Text(order, "qty"), Text(order, "side")));
        Assert.Equal(orderId, Text(order, "orderId"));

        await trader.PostAsync("/v5/order/cancel", OrderBody.Cancel("orderLinkId", "first-1"));
        Assert.Empty(List(await trader.GetAsync("/v5/order/realtime?category=linear&settleCoin=USDT")));
        JsonElement final = Assert.Single(List(await trader.GetAsync($"/v5/order/realtime?category=linear&orderId={orderId}")));
        Assert.Equal(("Cancelled", "0"), (Text(final, "orderStatus"), Text(final, "leavesQty")));
        Assert.Equal(
            RetCodes.OrderNotFound, await trader.CodeAsync("/v5/order/cancel", OrderBody.Cancel("orderId", orderId)));
    }

    [Fact]
    public async Task A_fill_shows_in_executions_positions_and_wallet()
    {
        SigningClient maker = await host.TraderAsync();
        SigningClient taker = await host.TraderAsync();
        await maker.PostAsync("/v5/order/create", OrderBody.Limit("Sell", "0.1", "50010"));
        JsonElement ack = await taker.PostAsync("/v5/order/create", OrderBody.Market("Buy", "0.1"));
        string orderId = Text(ack, "orderId");

        JsonElement execution = Assert.Single(List(await taker.GetAsync($"/v5/execution/list?category=linear&orderId={orderId}")));
        Assert.Equal(("50010", "0.1", "Trade"), (Text(execution, "execPrice"), Text(execution, "execQty"), Text(execution, "execType")));
        Assert.Equal(("2.5005", "USDT"), (Text(execution, "execFee"), Text(execution, "feeCurrency")));
        Assert.False(execution.GetProperty("isMaker").GetBoolean());

        JsonElement order = Assert.Single(List(await taker.GetAsync($"/v5/order/realtime?category=linear&orderId={orderId}")));
        Assert.Equal(("Filled", "50010"), (Text(order, "orderStatus"), Text(order, "avgPrice")));
        JsonElement position = Assert.Single(List(await taker.GetAsync("/v5/position/list?category=linear&settleCoin=USDT")));
        Assert.Equal(("Buy", "0.1", "50010"), (Text(position, "side"), Text(position, "size"), Text(position, "avgPrice")));
        JsonElement wallet = Assert.Single(List(await taker.GetAsync("/v5/account/wallet-balance?accountType=UNIFIED")));
        JsonElement usdt = wallet.GetProperty("coin").EnumerateArray().Single(coin => Text(coin, "coin") == "USDT");
        Assert.Equal("999997.4995", Text(usdt, "walletBalance"));
        Assert.Empty(List(await taker.GetAsync("/v5/position/list?category=inverse")));
    }

    [Fact]
    public async Task A_flat_position_is_listed_only_when_its_symbol_is_asked_for()
    {
        SigningClient trader = await host.TraderAsync();
        Assert.Empty(List(await trader.GetAsync("/v5/position/list?category=linear&settleCoin=USDT")));
        JsonElement flat = Assert.Single(List(await trader.GetAsync("/v5/position/list?category=linear&symbol=BTCUSDT")));
        Assert.Equal(("0", "", "50"), (Text(flat, "size"), Text(flat, "side"), Text(flat, "leverage")));
    }

    [Fact]
    public async Task The_same_link_id_repeats_the_answer_and_another_body_is_refused()
    {
        SigningClient trader = await host.TraderAsync();
        string body = OrderBody.Limit("Buy", "0.01", "45000", "again");
        string first = Text(await trader.PostAsync("/v5/order/create", body), "orderId");
        Assert.Equal(first, Text(await trader.PostAsync("/v5/order/create", body), "orderId"));
        Assert.Equal(
            RetCodes.DuplicateOrderLinkId,
            await trader.CodeAsync("/v5/order/create", OrderBody.Limit("Buy", "0.02", "45000", "again")));
        Assert.Single(List(await trader.GetAsync("/v5/order/realtime?category=linear&symbol=BTCUSDT")));

        await trader.PostAsync("/v5/order/cancel", OrderBody.Cancel("orderId", first));
        Assert.Equal(first, Text(await trader.PostAsync("/v5/order/create", body), "orderId"));
        Assert.Empty(List(await trader.GetAsync("/v5/order/realtime?category=linear&symbol=BTCUSDT")));
    }

    [Fact]
    public async Task A_refused_order_is_refused_again_under_the_same_link_id()
    {
        SigningClient trader = await host.TraderAsync(wholeUsdt: 10);
        string body = OrderBody.Limit("Buy", "1", "50000", "poor");
        Assert.Equal(RetCodes.InsufficientMargin, await trader.CodeAsync("/v5/order/create", body));
        Assert.Equal(RetCodes.InsufficientMargin, await trader.CodeAsync("/v5/order/create", body));
    }

    [Fact]
    public async Task A_replayed_request_without_link_id_acts_once()
    {
        SigningClient trader = await host.TraderAsync();
        long signedMs = TimeProvider.System.NowMs();
        HashSet<string> orders = [];
        for (int copy = 0; copy < 3; copy++)
        {
            HttpRequestMessage request = trader.Sign(
                HttpMethod.Post, "/v5/order/create", OrderBody.Limit("Buy", "0.01", "45000"), signedMs);
            WireAnswer answer = await SigningClient.SendAsync(request);
            Assert.Equal(RetCodes.Ok, answer.Code);
            orders.Add(Text(answer.Envelope.GetProperty("result"), "orderId"));
        }

        Assert.Single(orders);
        Assert.Single(List(await trader.GetAsync("/v5/order/realtime?category=linear&symbol=BTCUSDT")));
    }

    [Fact]
    public async Task Concurrent_copies_of_an_order_act_once()
    {
        SigningClient trader = await host.TraderAsync();
        string body = OrderBody.Limit("Buy", "0.01", "45000", "burst");
        JsonElement[] acks = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => trader.PostAsync("/v5/order/create", body)));
        Assert.Single(acks.Select(ack => Text(ack, "orderId")).Distinct());
        Assert.Single(List(await trader.GetAsync("/v5/order/realtime?category=linear&symbol=BTCUSDT")));
    }

    [Fact]
    public async Task An_order_that_came_another_way_is_cancelled_by_its_link_id()
    {
        SigningClient trader = await host.TraderAsync();
        PlaceOrder order = new(
            new CommandKey(9, 9),
            TestMarkets.Perpetual,
            Side.Buy,
            OrderType.Limit,
            TimeInForce.GoodTillCancelled,
            OrderFlags.None,
            PriceUnits: 450_000,
            QuantityLots: 10,
            DeadlineNs: 0,
            "by-hand");
        Assert.Equal(ResultCode.Ok, (await host.Cluster.GetGrain<ICrossMarginGrain>(trader.Account).PlaceOrder(order)).Code);
        await GatewayHost.Until(
            async () => List(await trader.GetAsync("/v5/order/realtime?category=linear&orderLinkId=by-hand")).Count, 1);
        await trader.PostAsync("/v5/order/cancel", OrderBody.Cancel("orderLinkId", "by-hand"));
        Assert.Empty(List(await trader.GetAsync("/v5/order/realtime?category=linear&symbol=BTCUSDT")));
    }

    [Fact]
    public async Task A_post_only_order_that_would_take_is_acknowledged_and_shows_as_cancelled()
    {
        SigningClient maker = await host.TraderAsync();
        SigningClient taker = await host.TraderAsync();
        await maker.PostAsync("/v5/order/create", OrderBody.Limit("Buy", "0.01", "46000", category: "linear"));
        JsonElement ack = await taker.PostAsync(
            "/v5/order/create", OrderBody.Limit("Sell", "0.01", "46000", "crossing", timeInForce: "PostOnly"));
        JsonElement order = Assert.Single(List(await taker.GetAsync("/v5/order/realtime?category=linear&orderLinkId=crossing")));
        Assert.Equal(Text(ack, "orderId"), Text(order, "orderId"));
        Assert.Equal(("Cancelled", "EC_PostOnlyWillTakeLiquidity"), (Text(order, "orderStatus"), Text(order, "rejectReason")));
        await maker.PostAsync("/v5/order/cancel-all", """{"category":"linear","settleCoin":"USDT"}""");
    }

    [Fact]
    public async Task Cancel_all_names_what_it_cancelled()
    {
        SigningClient trader = await host.TraderAsync();
        for (int i = 0; i < 3; i++)
        {
            await trader.PostAsync("/v5/order/create", OrderBody.Limit("Buy", "0.01", "45000", $"all-{i}"));
        }

        JsonElement result = await trader.PostAsync("/v5/order/cancel-all", """{"category":"linear","symbol":"BTCUSDT"}""");
        Assert.Equal(["all-0", "all-1", "all-2"], List(result).Select(each => Text(each, "orderLinkId")).Order());
        Assert.Equal("1", Text(result, "success"));
        Assert.Empty(List(await trader.GetAsync("/v5/order/realtime?category=linear&symbol=BTCUSDT")));
        Assert.Equal(3, List(await trader.GetAsync("/v5/order/history?category=linear&orderStatus=Cancelled")).Count);
    }

    [Fact]
    public async Task A_spot_market_buy_spends_at_most_its_amount()
    {
        SigningClient maker = await host.TraderAsync(wholeBtc: 5);
        SigningClient taker = await host.TraderAsync();
        await maker.PostAsync("/v5/order/create", OrderBody.Limit("Sell", "1", "50000", category: "spot"));
        JsonElement ack = await taker.PostAsync("/v5/order/create", OrderBody.Market("Buy", "1000", "spot"));
        JsonElement order = Assert.Single(
            List(await taker.GetAsync($"/v5/order/realtime?category=spot&orderId={Text(ack, "orderId")}")));

        // 1,000 USDT at the edge of the band, 55,000, are 0.018 BTC.
        Assert.Equal(("Filled", "0.018", "900"), (Text(order, "orderStatus"), Text(order, "qty"), Text(order, "cumExecValue")));
        Assert.False(order.TryGetProperty("tpslMode", out _));
        Assert.Equal(RetCodes.BelowSpotMinimum, await taker.CodeAsync("/v5/order/create", OrderBody.Market("Buy", "1", "spot")));
        Assert.Equal(
            RetCodes.InvalidParameter,
            await taker.CodeAsync("/v5/order/create", OrderBody.Market("Sell", "1", "spot", ",\"marketUnit\":\"quoteCoin\"")));
        Assert.Equal(
            RetCodes.InsufficientSpotBalance, await taker.CodeAsync("/v5/order/create", OrderBody.Market("Sell", "5", "spot")));
        await maker.PostAsync("/v5/order/cancel-all", """{"category":"spot","symbol":"BTCUSDT"}""");
    }

    [Fact]
    public async Task Pages_are_stable_and_newest_first()
    {
        SigningClient trader = await host.TraderAsync();
        for (int i = 0; i < 5; i++)
        {
            await trader.PostAsync("/v5/order/create", OrderBody.Limit("Buy", "0.01", "45000", $"page-{i}"));
        }

        JsonElement first = await trader.GetAsync("/v5/order/realtime?category=linear&symbol=BTCUSDT&limit=2");
        await trader.PostAsync("/v5/order/create", OrderBody.Limit("Buy", "0.01", "45000", "page-late"));
        string cursor = Uri.EscapeDataString(Text(first, "nextPageCursor"));
        JsonElement second = await trader.GetAsync($"/v5/order/realtime?category=linear&symbol=BTCUSDT&limit=50&cursor={cursor}");
        Assert.Equal(
            ["page-4", "page-3", "page-2", "page-1", "page-0"],
            List(first).Concat(List(second)).Select(order => Text(order, "orderLinkId")));
        Assert.Equal(string.Empty, Text(second, "nextPageCursor"));
    }

    [Fact]
    public async Task An_unknown_route_and_a_wrong_method_are_answered_in_the_dialect()
    {
        WireAnswer unknown = await host.Anonymous.SendAsync(HttpMethod.Get, "/v5/strategy/list", null);
        WireAnswer wrong = await host.Anonymous.SendAsync(HttpMethod.Post, "/v5/market/time", "{}");
        Assert.Equal((HttpStatusCode.NotFound, RetCodes.UnknownRoute), (unknown.Status, unknown.Code));
        Assert.Equal((HttpStatusCode.NotFound, RetCodes.UnknownRoute), (wrong.Status, wrong.Code));
    }

    private static List<JsonElement> List(JsonElement result) => [.. result.GetProperty("list").EnumerateArray()];

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
