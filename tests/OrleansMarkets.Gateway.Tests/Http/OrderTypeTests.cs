using System.Globalization;
using System.Text.Json;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Tests.Support;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Tests.Http;

/// <summary>Orders that wait, hide, expire, follow and depend on others, over HTTP.</summary>
public sealed class OrderTypeTests(GatewayHost host) : IClassFixture<GatewayHost>, IAsyncLifetime
{
    private const string Create = "/v5/order/create";
    private const string Open = "/v5/order/realtime?category=linear&symbol=BTCUSDT";
    private readonly List<SigningClient> _traders = [];

    public Task InitializeAsync() => Task.CompletedTask;

    // The market is shared by all tests of the class.
    public async Task DisposeAsync()
    {
        foreach (SigningClient trader in _traders)
        {
            await trader.PostAsync("/v5/order/cancel-all", """{"category":"linear","symbol":"BTCUSDT"}""");
        }
    }

    [Fact]
    public async Task A_conditional_order_waits_is_shown_and_enters_when_its_price_comes()
    {
        SigningClient trader = await TraderAsync();
        string more = "\"triggerPrice\":\"50100\",\"triggerDirection\":1,\"triggerBy\":\"IndexPrice\"";
        await trader.PostAsync(Create, OrderBody.With("Buy", "0.01", "50000", more, "waits"));
        await trader.PostAsync(Create, OrderBody.Limit("Buy", "0.01", "46000", "rests"));
        JsonElement waiting = Assert.Single(await ListAsync(trader, Open + "&orderFilter=StopOrder"));
        Assert.Equal(
            ("waits", "Untriggered", "Stop", "50100", "IndexPrice"),
            (Text(waiting, "orderLinkId"), Text(waiting, "orderStatus"), Text(waiting, "stopOrderType"), Text(waiting, "triggerPrice"),
                Text(waiting, "triggerBy")));
        Assert.Equal((1, "0.01"), (waiting.GetProperty("triggerDirection").GetInt32(), Text(waiting, "leavesQty")));
        Assert.Equal("rests", Text(Assert.Single(await ListAsync(trader, Open + "&orderFilter=Order")), "orderLinkId"));
        Assert.Equal(2, (await ListAsync(trader, Open)).Count);

        await host.PublishAsync(50_200);
        await GatewayHost.Until(() => StatusAsync(trader, "waits"), "New");
        await host.PublishAsync(50_000);
        await trader.PostAsync("/v5/order/cancel", OrderBody.Cancel("orderLinkId", "waits"));
        Assert.Equal("Cancelled", await StatusAsync(trader, "waits"));
    }

    [Fact]
    public async Task A_waiting_order_is_cancelled_by_either_id()
    {
        SigningClient trader = await TraderAsync();
        string id = Text(await trader.PostAsync(Create, OrderBody.Stop("Buy", "0.01", "51000", 1)), "orderId");
        await trader.PostAsync(Create, OrderBody.Stop("Sell", "0.01", "49000", 2, ",\"orderLinkId\":\"named\""));
        await trader.PostAsync("/v5/order/cancel", OrderBody.Cancel("orderId", id));
        await trader.PostAsync("/v5/order/cancel", OrderBody.Cancel("orderLinkId", "named"));
        Assert.Empty(await ListAsync(trader, Open));
        Assert.Equal("Deactivated", await StatusAsync(trader, "named"));
    }

    [Fact]
    public async Task A_trigger_on_the_wrong_side_has_its_own_codes()
    {
        SigningClient trader = await TraderAsync();
        Assert.Equal(RetCodes.TriggerNotAbove, await trader.CodeAsync(Create, OrderBody.Stop("Buy", "0.01", "49900", 1)));
        Assert.Equal(RetCodes.TriggerNotBelow, await trader.CodeAsync(Create, OrderBody.Stop("Buy", "0.01", "50100", 2)));
        Assert.Equal(RetCodes.TriggerNotBelow, await trader.CodeAsync(Create, OrderBody.Stop("Sell", "0.01", "50100", 2)));
    }

    [Fact]
    public async Task Take_profit_and_stop_loss_come_with_their_order_and_one_ends_the_other()
    {
        SigningClient maker = await TraderAsync();
        SigningClient trader = await TraderAsync();
        string more = "\"takeProfit\":\"50300\",\"tpTriggerBy\":\"IndexPrice\",\"stopLoss\":\"45500\",\"slTriggerBy\":\"MarkPrice\"";
        string body = OrderBody.With("Buy", "0.02", "49900", more, "guarded");
        string id = Text(await trader.PostAsync(Create, body), "orderId");
        Assert.Equal(id, Text(await trader.PostAsync(Create, body), "orderId"));
        List<JsonElement> children = await ListAsync(trader, Open + "&orderFilter=StopOrder");
        Assert.Equal(["StopLoss", "TakeProfit"], children.Select(child => Text(child, "stopOrderType")).Order());
        Assert.All(children, child => Assert.Equal(
            ("Sell", "Untriggered", true, "guarded"),
            (Text(child, "side"), Text(child, "orderStatus"), child.GetProperty("reduceOnly").GetBoolean(),
                Text(child.GetProperty("linkage"), "group"))));
        JsonElement parent = Assert.Single(await ListAsync(trader, Open + "&orderFilter=Order"));
        Assert.Equal(("50300", "45500"), (Text(parent, "takeProfit"), Text(parent, "stopLoss")));

        await maker.PostAsync(Create, OrderBody.Limit("Sell", "0.02", "49900"));
        await maker.PostAsync(Create, OrderBody.Limit("Buy", "0.02", "49800"));
        Assert.Equal(2, (await ListAsync(trader, Open)).Count);
        await host.PublishAsync(50_400);
        await GatewayHost.Until(async () => (await ListAsync(trader, Open)).Count, 0);
        await host.PublishAsync(50_000);
        List<JsonElement> ended = await ListAsync(trader, "/v5/order/history?category=linear&symbol=BTCUSDT");
        Assert.Equal("Filled", Text(ended.Single(order => Text(order, "stopOrderType") == "TakeProfit"), "orderStatus"));
        Assert.Equal("Deactivated", Text(ended.Single(order => Text(order, "stopOrderType") == "StopLoss"), "orderStatus"));
        JsonElement position = (await ListAsync(trader, "/v5/position/list?category=linear&symbol=BTCUSDT"))[0];
        Assert.Equal("0", Text(position, "size"));
    }

    [Fact]
    public async Task A_market_order_that_fills_at_once_is_protected_too()
    {
        SigningClient maker = await TraderAsync();
        SigningClient trader = await TraderAsync();
        await maker.PostAsync(Create, OrderBody.Limit("Sell", "0.01", "50050"));
        await trader.PostAsync(Create, OrderBody.Market("Buy", "0.01", more: ",\"takeProfit\":\"54000\",\"stopLoss\":\"46000\""));
        List<JsonElement> children = await ListAsync(trader, Open);
        Assert.Equal(["0.01", "0.01"], children.Select(child => Text(child, "leavesQty")));
        await trader.PostAsync("/v5/order/cancel-all", """{"category":"linear","symbol":"BTCUSDT","orderFilter":"StopOrder"}""");
        Assert.Empty(await ListAsync(trader, Open));
    }

    [Fact]
    public async Task A_bracket_on_the_wrong_side_or_off_the_grid_places_nothing()
    {
        SigningClient trader = await TraderAsync();
        foreach (string more in new[]
        {
            "\"takeProfit\":\"45000\"", "\"stopLoss\":\"47000\"", "\"takeProfit\":\"50000.01\"", "\"takeProfit\":\"x\"",
            "\"takeProfit\":\"50000\",\"tpOrderType\":\"Limit\"", "\"takeProfit\":\"50000\",\"tpTriggerBy\":\"Nobody\"",
            "\"takeProfit\":\"50000\",\"tpslMode\":\"Half\"", "\"takeProfit\":\"50000\",\"tpOrderType\":\"Stop\"",
            "\"takeProfit\":\"50000\",\"linkage\":{\"kind\":\"OCO\",\"group\":\"a\"}", "\"takeProfit\":\"50000\",\"reduceOnly\":true",
        })
        {
            Assert.Equal(RetCodes.InvalidParameter, await trader.CodeAsync(Create, OrderBody.With("Buy", "0.01", "46000", more)));
        }

        Assert.Empty(await ListAsync(trader, Open));
    }

    [Fact]
    public async Task A_trailing_stop_follows_and_an_iceberg_shows_a_part()
    {
        SigningClient trader = await TraderAsync();
        await trader.PostAsync(
            Create, OrderBody.Market("Sell", "0.01", more: ",\"trailing\":{\"distance\":\"400\"},\"triggerBy\":\"IndexPrice\""));
        JsonElement trailing = Assert.Single(await ListAsync(trader, Open));
        Assert.Equal(
            ("TrailingStop", "49600", "400"),
            (Text(trailing, "stopOrderType"), Text(trailing, "triggerPrice"), Text(trailing.GetProperty("trailing"), "distance")));
        await host.PublishAsync(50_100);
        await GatewayHost.Until(async () => Text((await ListAsync(trader, Open))[0], "triggerPrice"), "49700");
        await host.PublishAsync(50_000);

        await trader.PostAsync(Create, OrderBody.With("Buy", "0.1", "47111", "\"displayQty\":\"0.01\"", "ice"));
        Assert.Equal("0.01", Text(await FindAsync(trader, "ice"), "displayQty"));
        JsonElement book = await host.Anonymous.GetAsync("/v5/market/orderbook?category=linear&symbol=BTCUSDT&limit=200");
        JsonElement level = book.GetProperty("b").EnumerateArray().Single(each => each[0].GetString() == "47111");
        Assert.Equal("0.01", level[1].GetString());
    }

    [Fact]
    public async Task An_order_expires_at_its_time()
    {
        SigningClient trader = await TraderAsync();
        string soon = (TimeProvider.System.NowMs() + 1_500).ToString(CultureInfo.InvariantCulture);
        string past = (TimeProvider.System.NowMs() - 1).ToString(CultureInfo.InvariantCulture);
        await trader.PostAsync(Create, OrderBody.With("Buy", "0.01", "46000", $"\"expireTime\":\"{soon}\"", "expires"));
        Assert.Equal(soon, Text(await FindAsync(trader, "expires"), "expireTime"));
        Assert.Equal(
            RetCodes.InvalidParameter,
            await trader.CodeAsync(Create, OrderBody.With("Buy", "0.01", "46000", $"\"expireTime\":\"{past}\"")));

        // Expiries are due with the next step of the market.
        await GatewayHost.Until(
            async () =>
            {
                await host.PublishAsync(50_000);
                return await StatusAsync(trader, "expires");
            },
            "Cancelled");
    }

    [Fact]
    public async Task A_pegged_order_rests_where_its_reference_is()
    {
        SigningClient trader = await TraderAsync();
        await trader.PostAsync(Create, OrderBody.Limit("Buy", "0.01", "47500", "best"));
        await trader.PostAsync(
            Create, OrderBody.With("Buy", "0.01", "48000", "\"peg\":{\"reference\":\"Mark\",\"offset\":\"-2600\"}", "pegged"));
        JsonElement pegged = await FindAsync(trader, "pegged");
        Assert.Equal(("New", "47400"), (Text(pegged, "orderStatus"), Text(pegged, "price")));
        Assert.Equal(("Mark", "-2600"), (Text(pegged.GetProperty("peg"), "reference"), Text(pegged.GetProperty("peg"), "offset")));
        string same = OrderBody.With("Buy", "0.01", "48000", "\"peg\":{\"reference\":\"Mark\",\"offset\":\"-2600\"}", "pegged");
        Assert.Equal(Text(pegged, "orderId"), Text(await trader.PostAsync(Create, same), "orderId"));
        string other = OrderBody.With("Buy", "0.01", "48000", "\"peg\":{\"reference\":\"Mark\",\"offset\":\"-2500\"}", "pegged");
        Assert.Equal(RetCodes.DuplicateOrderLinkId, await trader.CodeAsync(Create, other));
    }

    [Fact]
    public async Task Of_two_linked_orders_one_cancels_the_other()
    {
        SigningClient maker = await TraderAsync();
        SigningClient trader = await TraderAsync();
        const string Group = "\"linkage\":{\"kind\":\"OCO\",\"group\":\"either\"}";
        Assert.Equal(RetCodes.LinkRefused, await trader.CodeAsync(Create, OrderBody.With("Buy", "0.01", "46000", Group, "or")));
        await trader.PostAsync(Create, OrderBody.With("Buy", "0.01", "49700", Group, "either"));
        await trader.PostAsync(Create, OrderBody.With("Buy", "0.01", "46000", Group, "other"));
        await maker.PostAsync(Create, OrderBody.Limit("Sell", "0.01", "49700"));
        Assert.Equal("Filled", await StatusAsync(trader, "either"));
        JsonElement other = await FindAsync(trader, "other");
        Assert.Equal(("Cancelled", "OCO", "either"), (
            Text(other, "orderStatus"), Text(other.GetProperty("linkage"), "kind"), Text(other.GetProperty("linkage"), "group")));
    }

    [Fact]
    public async Task A_self_trade_is_prevented_as_asked()
    {
        SigningClient trader = await TraderAsync();
        await trader.PostAsync(Create, OrderBody.Limit("Buy", "0.01", "49600", "own"));
        await trader.PostAsync(Create, OrderBody.With("Sell", "0.01", "49600", "\"smpType\":\"CancelTaker\"", "taker"));
        Assert.Equal("New", await StatusAsync(trader, "own"));
        JsonElement taker = await FindAsync(trader, "taker");
        Assert.Equal(("Cancelled", "CancelBySmp", "CancelTaker"), (
            Text(taker, "orderStatus"), Text(taker, "cancelType"), Text(taker, "smpType")));
    }

    [Fact]
    public async Task Accounts_of_one_user_do_not_trade_with_each_other_if_they_say_so()
    {
        SigningClient first = await TraderAsync();
        SigningClient second = await TraderAsync(first.User);
        SigningClient other = await TraderAsync();
        const string Scope = "\"smpScope\":\"User\"";
        await first.PostAsync(Create, OrderBody.With("Buy", "0.02", "49600", Scope, "own"));
        await other.PostAsync(Create, OrderBody.With("Sell", "0.01", "49600", Scope, "stranger"));
        Assert.Equal("Filled", await StatusAsync(other, "stranger"));
        await second.PostAsync(Create, OrderBody.With("Sell", "0.01", "49600", Scope + ",\"smpType\":\"CancelTaker\"", "sister"));
        JsonElement sister = await FindAsync(second, "sister");
        Assert.Equal(
            ("Cancelled", "CancelBySmp", first.Account),
            (Text(sister, "orderStatus"), Text(sister, "cancelType"), sister.GetProperty("smpGroup").GetInt64()));
        Assert.Equal("PartiallyFilled", await StatusAsync(first, "own"));
        string unknown = OrderBody.With("Buy", "0.01", "46000", "\"smpScope\":\"All\"");
        Assert.Equal(RetCodes.InvalidParameter, await first.CodeAsync(Create, unknown));
    }

    [Fact]
    public async Task A_spot_stop_sells_what_there_is_and_nothing_is_attached_to_a_spot_order()
    {
        SigningClient trader = await host.TraderAsync(wholeBtc: 1);
        const string Stop = ",\"triggerPrice\":\"48000\",\"triggerBy\":\"IndexPrice\",\"reduceOnly\":true";
        await trader.PostAsync(Create, OrderBody.Market("Sell", "0.5", "spot", Stop + ",\"orderLinkId\":\"spot-stop\""));
        JsonElement waiting = Assert.Single(await ListAsync(trader, "/v5/order/realtime?category=spot&symbol=BTCUSDT"));
        Assert.Equal(("Untriggered", "Stop", "48000"), (
            Text(waiting, "orderStatus"), Text(waiting, "stopOrderType"), Text(waiting, "triggerPrice")));
        foreach (string bad in new[]
        {
            OrderBody.Market("Buy", "1000", "spot", ",\"reduceOnly\":true"),
            OrderBody.Market("Sell", "0.5", "spot", ",\"closeOnTrigger\":true"),
            OrderBody.Market("Sell", "0.5", "spot", ",\"stopLoss\":\"51000\",\"tpslMode\":\"Full\""),
        })
        {
            Assert.Equal(RetCodes.InvalidParameter, await trader.CodeAsync(Create, bad));
        }

        await trader.PostAsync("/v5/order/cancel-all", """{"category":"spot","symbol":"BTCUSDT"}""");
    }

    [Fact]
    public async Task Cancel_all_takes_only_what_its_filter_names()
    {
        SigningClient trader = await TraderAsync();
        await trader.PostAsync(Create, OrderBody.With("Buy", "0.01", "46000", "\"tag\":\"7\"", "tagged"));
        await trader.PostAsync(Create, OrderBody.Limit("Buy", "0.01", "46000", "bid"));
        await trader.PostAsync(Create, OrderBody.Limit("Sell", "0.01", "54000", "ask"));
        await trader.PostAsync(Create, OrderBody.Stop("Buy", "0.01", "52000", 1, ",\"orderLinkId\":\"stop\""));
        foreach ((string filter, string name) in new[]
        {
            ("\"orderFilter\":\"StopOrder\"", "stop"), ("\"tag\":\"7\"", "tagged"), ("\"side\":\"Sell\"", "ask"),
            ("\"orderFilter\":\"Order\"", "bid"),
        })
        {
            JsonElement result = await trader.PostAsync(
                "/v5/order/cancel-all", $$"""{"category":"linear","symbol":"BTCUSDT",{{filter}}}""");
            Assert.Equal(name, Text(Assert.Single(List(result)), "orderLinkId"));
        }

        Assert.Empty(await ListAsync(trader, Open));
        foreach (string bad in new[] { "\"orderFilter\":\"Some\"", "\"side\":\"Both\"", "\"tag\":\"-1\"" })
        {
            Assert.Equal(
                RetCodes.InvalidParameter,
                await trader.CodeAsync("/v5/order/cancel-all", $$"""{"category":"linear","symbol":"BTCUSDT",{{bad}}}"""));
        }
    }

    [Fact]
    public async Task What_is_malformed_is_refused()
    {
        SigningClient trader = await TraderAsync();
        foreach (string more in new[]
        {
            "\"triggerPrice\":\"50100\"", "\"triggerPrice\":\"50100\",\"triggerDirection\":3", "\"triggerDirection\":1",
            "\"triggerPrice\":\"50100.01\",\"triggerDirection\":1", "\"triggerPrice\":\"50100\",\"triggerDirection\":1,\"triggerBy\":\"x\"",
            "\"orderFilter\":\"StopOrder\"", "\"orderFilter\":\"x\",\"triggerPrice\":\"1\",\"triggerDirection\":1",
            "\"displayQty\":\"0.001\"", "\"displayQty\":\"-1\"", "\"expireTime\":\"soon\"", "\"expireTime\":\"9223372036854775807\"",
            "\"tag\":\"a\"", "\"tag\":\"-2\"", "\"smpType\":\"All\"", "\"trailing\":{\"distance\":\"5\"}", "\"peg\":{}",
            "\"peg\":{\"reference\":\"Mid\",\"offset\":\"0.01\"}", "\"linkage\":{}", "\"linkage\":{\"kind\":\"OCO\"}",
            "\"linkage\":{\"kind\":\"OCO\",\"group\":\"not an id\"}", "\"peg\":{\"reference\":\"Mid\"},\"displayQty\":\"0.002\"",
        })
        {
            int code = await trader.CodeAsync(Create, OrderBody.With("Buy", "0.01", "46000", more));
            Assert.True(code is RetCodes.InvalidParameter or RetCodes.BelowMinimum, $"{more}: {code}");
        }

        foreach (string more in new[]
        {
            ",\"trailing\":{}", ",\"trailing\":{\"distance\":\"5\",\"rate\":\"0.1\"}", ",\"trailing\":{\"rate\":\"0.6\"}",
            ",\"trailing\":{\"rate\":\"0\"}", ",\"timeInForce\":\"GTD\"",
            ",\"timeInForce\":\"PostOnlySlide\"", ",\"peg\":{\"reference\":\"Mid\"}",
        })
        {
            Assert.Equal(RetCodes.InvalidParameter, await trader.CodeAsync(Create, OrderBody.Market("Buy", "0.01", more: more)));
        }

        Assert.Empty(await ListAsync(trader, Open));
    }

    private async Task<SigningClient> TraderAsync(string? user = null)
    {
        SigningClient trader = await host.TraderAsync(user: user);
        _traders.Add(trader);
        return trader;
    }

    private static async Task<List<JsonElement>> ListAsync(SigningClient trader, string path) => List(await trader.GetAsync(path));

    private static async Task<JsonElement> FindAsync(SigningClient trader, string link) =>
        Assert.Single(await ListAsync(trader, $"/v5/order/realtime?category=linear&orderLinkId={link}"));

    private static async Task<string> StatusAsync(SigningClient trader, string link) =>
        Text(await FindAsync(trader, link), "orderStatus");

    private static List<JsonElement> List(JsonElement result) => [.. result.GetProperty("list").EnumerateArray()];

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
