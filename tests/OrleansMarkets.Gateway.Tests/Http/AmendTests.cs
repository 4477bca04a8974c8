using System.Text.Json;
using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Gateway.Tests.Support;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Tests.Http;

/// <summary>Amendments alone and in batches, and the times after which all orders go.</summary>
public sealed class AmendTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    private static readonly IFormatProvider Invariant = System.Globalization.CultureInfo.InvariantCulture;

    private const string Create = "/v5/order/create";
    private const string Amend = "/v5/order/amend";

    [Fact]
    public async Task An_amended_order_keeps_its_id()
    {
        SigningClient trader = await host.TraderAsync();
        string id = Text(await trader.PostAsync(Create, OrderBody.Limit("Buy", "0.02", "46000", "amended")), "orderId");
        JsonElement ack = await trader.PostAsync(Amend, Body("orderId", id, "\"qty\":\"0.01\",\"price\":\"46500\""));
        Assert.Equal(id, Text(ack, "orderId"));
        await trader.PostAsync(Amend, Body("orderLinkId", "amended", "\"qty\":\"0.03\""));
        JsonElement order = await FindAsync(trader, "amended");
        Assert.Equal((id, "New", "0.03", "46500"), (
            Text(order, "orderId"), Text(order, "orderStatus"), Text(order, "qty"), Text(order, "price")));
        await trader.PostAsync("/v5/order/cancel", OrderBody.Cancel("orderId", id));
        Assert.Equal(RetCodes.OrderNotFound, await trader.CodeAsync(Amend, Body("orderId", id, "\"qty\":\"0.01\"")));
    }

    [Fact]
    public async Task An_amendment_that_cannot_be_changes_nothing()
    {
        SigningClient trader = await host.TraderAsync(wholeUsdt: 10_000);
        await trader.PostAsync(Create, OrderBody.Limit("Buy", "0.02", "46000", "kept"));
        foreach (string bad in new[]
        {
            "\"qty\":\"\"", "\"qty\":\"0.011\"", "\"qty\":\"1e3\"", "\"price\":\"46000.01\"", "\"price\":\"x\"",
            "\"triggerPrice\":\"x\"", "\"takeProfit\":\"1\",\"qty\":\"0.01\"", "\"trailing\":{}",
            "\"trailing\":{\"distance\":\"5\",\"rate\":\"0.1\"}", "\"trailing\":{\"distance\":\"5\"},\"triggerPrice\":\"47000\"",
            "\"trailing\":{\"distance\":\"5\",\"activationPrice\":\"47000\"}",
        })
        {
            Assert.Equal(RetCodes.InvalidParameter, await trader.CodeAsync(Amend, Body("orderLinkId", "kept", bad)));
        }

        Assert.Equal(RetCodes.InsufficientMargin, await trader.CodeAsync(Amend, Body("orderLinkId", "kept", "\"qty\":\"90\"")));
        Assert.Equal(RetCodes.CannotAmend, await trader.CodeAsync(Amend, Body("orderLinkId", "kept", "\"triggerPrice\":\"47000\"")));
        Assert.Equal(RetCodes.PriceOutOfBand, await trader.CodeAsync(Amend, Body("orderLinkId", "kept", "\"price\":\"10000\"")));
        Assert.Equal(RetCodes.OrderNotFound, await trader.CodeAsync(Amend, Body("orderLinkId", "nobody", "\"qty\":\"0.01\"")));
        Assert.Equal(RetCodes.OrderNotFound, await trader.CodeAsync(Amend, Body("orderId", "x.1", "\"qty\":\"0.01\"")));
        Assert.Equal(
            RetCodes.InvalidParameter, await trader.CodeAsync(Amend, """{"category":"linear","symbol":"BTCUSDT","qty":"0.01"}"""));
        JsonElement order = await FindAsync(trader, "kept");
        Assert.Equal(("New", "0.02", "46000"), (Text(order, "orderStatus"), Text(order, "qty"), Text(order, "price")));
        await trader.PostAsync("/v5/order/cancel", OrderBody.Cancel("orderLinkId", "kept"));
    }

    [Fact]
    public async Task An_order_that_waits_is_amended_and_a_trigger_that_is_reached_is_refused()
    {
        SigningClient trader = await host.TraderAsync(wholeUsdt: 10_000);
        await trader.PostAsync(Create, OrderBody.Stop("Buy", "0.01", "53000", 1, ",\"orderLinkId\":\"rises\""));
        await trader.PostAsync(Create, OrderBody.Stop("Sell", "0.01", "47000", 2, ",\"orderLinkId\":\"falls\""));
        JsonElement ack = await trader.PostAsync(Amend, Body("orderLinkId", "rises", "\"qty\":\"0.02\",\"triggerPrice\":\"52000\""));
        JsonElement order = await FindAsync(trader, "rises");
        Assert.Equal((Text(ack, "orderId"), "Untriggered", "0.02", "0.02", "52000"), (
            Text(order, "orderId"), Text(order, "orderStatus"), Text(order, "qty"), Text(order, "leavesQty"), Text(order, "triggerPrice")));
        Assert.Equal(
            RetCodes.TriggerNotAbove, await trader.CodeAsync(Amend, Body("orderLinkId", "rises", "\"triggerPrice\":\"49000\"")));
        Assert.Equal(
            RetCodes.TriggerNotBelow, await trader.CodeAsync(Amend, Body("orderLinkId", "falls", "\"triggerPrice\":\"51000\"")));
        Assert.Equal(RetCodes.CannotAmend, await trader.CodeAsync(Amend, Body("orderLinkId", "rises", "\"price\":\"52000\"")));
        Assert.Equal(
            RetCodes.CannotAmend, await trader.CodeAsync(Amend, Body("orderLinkId", "rises", "\"trailing\":{\"distance\":\"100\"}")));
        Assert.Equal(RetCodes.InsufficientMargin, await trader.CodeAsync(Amend, Body("orderLinkId", "rises", "\"qty\":\"90\"")));
        Assert.Equal("52000", Text(await FindAsync(trader, "rises"), "triggerPrice"));
        await trader.PostAsync("/v5/order/cancel-all", """{"category":"linear","symbol":"BTCUSDT"}""");
    }

    [Fact]
    public async Task A_trailing_stop_gets_another_distance()
    {
        SigningClient trader = await host.TraderAsync();
        await trader.PostAsync(Create, """
            {"category":"linear","symbol":"BTCUSDT","side":"Sell","orderType":"Market","qty":"0.01","orderLinkId":"trails",
             "triggerBy":"IndexPrice","trailing":{"distance":"2000"}}
            """);
        string before = Text(await FindAsync(trader, "trails"), "triggerPrice");
        await trader.PostAsync(Amend, Body("orderLinkId", "trails", "\"trailing\":{\"distance\":\"3000\"}"));
        JsonElement order = await FindAsync(trader, "trails");
        Assert.Equal("3000", Text(order.GetProperty("trailing"), "distance"));
        Assert.Equal(1_000, decimal.Parse(before, Invariant) - decimal.Parse(Text(order, "triggerPrice"), Invariant));
        await trader.PostAsync("/v5/order/cancel-all", """{"category":"linear","symbol":"BTCUSDT"}""");
    }

    [Fact]
    public async Task What_is_filled_stays()
    {
        SigningClient maker = await host.TraderAsync();
        SigningClient trader = await host.TraderAsync();
        await trader.PostAsync(Create, OrderBody.Limit("Buy", "0.04", "49000", "half"));
        await maker.PostAsync(Create, OrderBody.Limit("Sell", "0.02", "49000"));
        await GatewayHost.Until(async () => Text(await FindAsync(trader, "half"), "cumExecQty"), "0.02");
        Assert.Equal(RetCodes.AmendedBelowFilled, await trader.CodeAsync(Amend, Body("orderLinkId", "half", "\"qty\":\"0.02\"")));
        await trader.PostAsync("/v5/order/cancel-all", """{"category":"linear","symbol":"BTCUSDT"}""");
    }

    [Fact]
    public async Task Amendments_of_a_batch_stand_alone()
    {
        SigningClient trader = await host.TraderAsync();
        await trader.PostAsync(Create, OrderBody.Limit("Buy", "0.02", "46000", "first"));
        await trader.PostAsync(Create, OrderBody.Limit("Buy", "0.02", "46000", "second"));
        WireAnswer answer = await trader.SendAsync(HttpMethod.Post, "/v5/order/amend-batch", OrderBody.Batch(
            """{"symbol":"BTCUSDT","orderLinkId":"first","qty":"0.01"}""",
            """{"symbol":"BTCUSDT","orderLinkId":"nobody","qty":"0.01"}""",
            """{"symbol":"BTCUSDT","orderLinkId":"second","price":"46100"}"""));
        Assert.Equal(
            [RetCodes.Ok, RetCodes.OrderNotFound, RetCodes.Ok],
            answer.Envelope.GetProperty("retExtInfo").GetProperty("list").EnumerateArray()
                .Select(each => each.GetProperty("code").GetInt32()));
        Assert.Equal("0.01", Text(await FindAsync(trader, "first"), "qty"));
        Assert.Equal("46100", Text(await FindAsync(trader, "second"), "price"));
        await trader.PostAsync("/v5/order/cancel-all", """{"category":"linear","symbol":"BTCUSDT"}""");
    }

    [Fact]
    public async Task All_orders_go_when_their_time_has_come()
    {
        SigningClient trader = await host.TraderAsync();
        const string After = "/v5/x/order/cancel-all-after";
        await trader.PostAsync(Create, OrderBody.Limit("Buy", "0.01", "46000", "timed"));
        await trader.PostAsync(After, """{"timeWindow":3600}""");
        await trader.PostAsync(After, """{"timeWindow":0}""");
        Assert.Equal("New", Text(await FindAsync(trader, "timed"), "orderStatus"));
        await trader.PostAsync(After, """{"timeWindow":1}""");
        await CancelledByTimeAsync(trader, "timed");
        foreach (string bad in new[] { "{}", """{"timeWindow":-1}""", """{"timeWindow":3601}""", """{"timeWindow":"1"}""" })
        {
            Assert.Equal(RetCodes.InvalidParameter, await trader.CodeAsync(After, bad));
        }
    }

    [Fact]
    public async Task Orders_go_when_the_private_stream_falls_silent()
    {
        SigningClient trader = await host.TraderAsync();
        const string Guard = "/v5/order/disconnected-cancel-all";
        await using StreamClient stream = await StreamClient.PrivateAsync(host, trader, "order");
        await trader.PostAsync(Create, OrderBody.Limit("Buy", "0.01", "46000", "guarded"));
        await trader.PostAsync(Guard, """{"timeWindow":3,"product":"DERIVATIVES"}""");
        JsonElement info = await trader.GetAsync("/v5/account/info");
        Assert.Equal(("ON", 3), (Text(info, "dcpStatus"), info.GetProperty("timeWindow").GetInt32()));

        // The other switch has a time of its own.
        await trader.PostAsync("/v5/x/order/cancel-all-after", """{"timeWindow":0}""");
        await CancelledByTimeAsync(trader, "guarded");
        await trader.PostAsync(Guard, """{"timeWindow":0}""");
        Assert.Equal("OFF", Text(await trader.GetAsync("/v5/account/info"), "dcpStatus"));
        foreach (string bad in new[] { "{}", """{"timeWindow":2}""", """{"timeWindow":301}""", """{"timeWindow":10,"product":"X"}""" })
        {
            Assert.Equal(RetCodes.InvalidParameter, await trader.CodeAsync(Guard, bad));
        }
    }

    [Fact]
    public async Task A_key_that_only_cancels_does_not_amend()
    {
        SigningClient canceller = await host.TraderAsync(scopes: ApiKeyScopes.CancelOnly);
        Assert.Equal(RetCodes.PermissionDenied, await canceller.CodeAsync(Amend, Body("orderLinkId", "any", "\"qty\":\"0.01\"")));
        Assert.Equal(RetCodes.Ok, await canceller.CodeAsync("/v5/x/order/cancel-all-after", """{"timeWindow":0}"""));
    }

    // Times are seen to with the next step of the market.
    private async Task CancelledByTimeAsync(SigningClient trader, string link)
    {
        await GatewayHost.Until(
            async () =>
            {
                await host.PublishAsync(50_000);
                return Text(await FindAsync(trader, link), "orderStatus");
            },
            "Cancelled");
        Assert.Equal("CancelByDCP", Text(await FindAsync(trader, link), "cancelType"));
    }

    private static string Body(string idName, string id, string more) =>
        $$"""{"category":"linear","symbol":"BTCUSDT","{{idName}}":"{{id}}",{{more}}}""";

    private static async Task<JsonElement> FindAsync(SigningClient trader, string link) => Assert.Single(
        (await trader.GetAsync($"/v5/order/realtime?category=linear&orderLinkId={link}")).GetProperty("list").EnumerateArray());

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
