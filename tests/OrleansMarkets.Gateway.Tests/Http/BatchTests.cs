using System.Text.Json;
using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Gateway.Tests.Support;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Tests.Http;

/// <summary>Several orders in one request: each has its own outcome, in the order in which they were asked for.</summary>
public sealed class BatchTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    private const string CreateBatch = "/v5/order/create-batch";
    private const string AmendBatch = "/v5/order/amend-batch";
    private const string CancelBatch = "/v5/order/cancel-batch";

    [Fact]
    public async Task Each_request_of_a_batch_has_its_own_outcome()
    {
        SigningClient trader = await host.TraderAsync(wholeUsdt: 10_000);
        WireAnswer placed = await trader.SendAsync(HttpMethod.Post, CreateBatch, OrderBody.Batch(
            Item("Buy", "0.01", "46000", "one"),
            Item("Buy", "0.011", "46000", "off-grid"),
            Item("Buy", "90", "46000", "poor"),
            """{"symbol":"NONE","side":"Buy","orderType":"Limit","qty":"1","price":"1"}""",
            Item("Buy", "0.02", "46000", "two")));
        Assert.Equal(RetCodes.Ok, placed.Code);
        Assert.Equal(
            [RetCodes.Ok, RetCodes.InvalidParameter, RetCodes.InsufficientMargin, RetCodes.InvalidParameter, RetCodes.Ok], Codes(placed));
        JsonElement[] acks = Acks(placed);
        Assert.Equal(["one", "off-grid", "poor", "", "two"], acks.Select(ack => Text(ack, "orderLinkId")));
        Assert.Equal([false, true, true, true, false], acks.Select(ack => Text(ack, "orderId").Length == 0));
        Assert.All(acks, ack => Assert.Equal(
            "category createAt orderId orderLinkId symbol",
            string.Join(' ', ack.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal))));
        Assert.Equal(["two", "one"], await OpenAsync(trader));

        WireAnswer cancelled = await trader.SendAsync(HttpMethod.Post, CancelBatch, OrderBody.Batch(
            $$"""{"symbol":"BTCUSDT","orderId":"{{Text(acks[0], "orderId")}}"}""",
            """{"symbol":"BTCUSDT","orderLinkId":"nobody"}""",
            """{"symbol":"BTCUSDT"}""",
            """{"symbol":"BTCUSDT","orderLinkId":"two"}"""));
        Assert.Equal([RetCodes.Ok, RetCodes.OrderNotFound, RetCodes.InvalidParameter, RetCodes.Ok], Codes(cancelled));
        Assert.Empty(await OpenAsync(trader));
    }

    [Fact]
    public async Task A_batch_that_is_sent_again_acts_once()
    {
        SigningClient trader = await host.TraderAsync();
        long signedMs = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        string body = OrderBody.Batch(Item("Buy", "0.01", "46000"), Item("Buy", "0.01", "46000"));
        for (int copy = 0; copy < 2; copy++)
        {
            WireAnswer answer = await SigningClient.SendAsync(trader.Sign(HttpMethod.Post, CreateBatch, body, signedMs));
            Assert.Equal([RetCodes.Ok, RetCodes.Ok], Codes(answer));
        }

        Assert.Equal(2, (await OpenAsync(trader)).Length);
        await trader.PostAsync("/v5/order/cancel-all", """{"category":"linear","symbol":"BTCUSDT"}""");
    }

    [Fact]
    public async Task A_batch_is_one_call_of_its_account()
    {
        SigningClient trader = await host.TraderAsync();
        WireAnswer placed = await trader.SendAsync(HttpMethod.Post, CreateBatch, OrderBody.Batch(
            Item("Buy", "0.01", "46000", "first"), Item("Buy", "0.011", "46000"), Item("Buy", "0.02", "46000", "second")));
        Assert.Equal([RetCodes.Ok, RetCodes.InvalidParameter, RetCodes.Ok], Codes(placed));
        WireAnswer amended = await trader.SendAsync(HttpMethod.Post, AmendBatch, OrderBody.Batch(
            """{"symbol":"BTCUSDT","orderLinkId":"first","price":"46100"}""",
            """{"symbol":"BTCUSDT","orderLinkId":"second","qty":"0.01"}"""));
        Assert.Equal([RetCodes.Ok, RetCodes.Ok], Codes(amended));
        WireAnswer cancelled = await trader.SendAsync(HttpMethod.Post, CancelBatch, OrderBody.Batch(
            """{"symbol":"BTCUSDT","orderLinkId":"first"}""", """{"symbol":"BTCUSDT","orderLinkId":"second"}"""));
        Assert.Equal([RetCodes.Ok, RetCodes.Ok], Codes(cancelled));
        Assert.Equal(
            ["Execute", "Execute", "Execute"], host.Calls.Of(trader.Account).Where(method => method is not ("Deposit" or "Push")));
    }

    [Fact]
    public async Task A_batch_without_an_answer_is_not_known_and_acts_once_when_it_comes_again()
    {
        SigningClient trader = await host.TraderAsync();
        string batch = OrderBody.Batch(Item("Buy", "0.01", "46000", "lost-one"), Item("Buy", "0.01", "46000", "lost-two"));
        host.Calls.LoseAnswer(trader.Account, "Execute");
        WireAnswer lost = await trader.SendAsync(HttpMethod.Post, CreateBatch, batch);
        Assert.Equal([RetCodes.ServerBusy, RetCodes.ServerBusy], Codes(lost));
        WireAnswer again = await trader.SendAsync(HttpMethod.Post, CreateBatch, batch);
        Assert.Equal([RetCodes.Ok, RetCodes.Ok], Codes(again));
        Assert.Equal(["lost-two", "lost-one"], await OpenAsync(trader));
    }

    [Fact]
    public async Task The_same_id_twice_in_a_batch_is_the_same_order_or_refused()
    {
        SigningClient trader = await host.TraderAsync();
        WireAnswer placed = await trader.SendAsync(HttpMethod.Post, CreateBatch, OrderBody.Batch(
            Item("Buy", "0.01", "46000", "twin"), Item("Buy", "0.01", "46000", "twin"), Item("Buy", "0.02", "46000", "twin")));
        Assert.Equal([RetCodes.Ok, RetCodes.Ok, RetCodes.DuplicateOrderLinkId], Codes(placed));
        JsonElement[] acks = Acks(placed);
        Assert.Equal(Text(acks[0], "orderId"), Text(acks[1], "orderId"));
        Assert.Equal(["twin"], await OpenAsync(trader));
    }

    [Fact]
    public async Task A_second_amendment_of_an_order_in_a_batch_is_refused_if_it_had_to_be_checked()
    {
        SigningClient trader = await host.TraderAsync();
        await trader.PostAsync("/v5/order/create", OrderBody.Limit("Buy", "0.02", "46000", "moves"));
        const string Name = "\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"moves\"";
        WireAnswer amended = await trader.SendAsync(HttpMethod.Post, AmendBatch, OrderBody.Batch(
            $$"""{{{Name}},"price":"46100"}""", $$"""{{{Name}},"price":"46200"}"""));
        Assert.Equal([RetCodes.Ok, RetCodes.CannotAmend], Codes(amended));
        JsonElement order = (await trader.GetAsync("/v5/order/realtime?category=linear&orderLinkId=moves")).GetProperty("list")[0];
        Assert.Equal("46100", Text(order, "price"));
    }

    [Fact]
    public async Task A_batch_that_is_none_is_refused_whole()
    {
        SigningClient trader = await host.TraderAsync();
        string[] bad =
        [
            """{"category":"linear"}""", """{"category":"linear","request":[]}""", """{"category":"linear","request":[null]}""",
            """{"category":"futures","request":[{}]}""", """{"category":"linear","request":{}}""", "[]",
            OrderBody.Batch([.. Enumerable.Repeat("{}", 21)]),
        ];
        foreach (string body in bad)
        {
            Assert.Equal(RetCodes.InvalidParameter, await trader.CodeAsync(CreateBatch, body));
            Assert.Equal(RetCodes.InvalidParameter, await trader.CodeAsync(CancelBatch, body));
        }
    }

    [Fact]
    public async Task A_key_that_only_cancels_places_no_batch()
    {
        SigningClient canceller = await host.TraderAsync(scopes: ApiKeyScopes.CancelOnly);
        Assert.Equal(RetCodes.PermissionDenied, await canceller.CodeAsync(CreateBatch, OrderBody.Batch(Item("Buy", "0.01", "46000"))));
        WireAnswer cancelled = await canceller.SendAsync(
            HttpMethod.Post, CancelBatch, OrderBody.Batch("""{"symbol":"BTCUSDT","orderLinkId":"nobody"}"""));
        Assert.Equal([RetCodes.OrderNotFound], Codes(cancelled));
    }

    private static string Item(string side, string qty, string price, string? link = null) => OrderBody.Limit(side, qty, price, link);

    private static int[] Codes(WireAnswer answer) =>
    [
        .. answer.Envelope.GetProperty("retExtInfo").GetProperty("list").EnumerateArray()
            .Select(each => each.GetProperty("code").GetInt32()),
    ];

    private static JsonElement[] Acks(WireAnswer answer) =>
        [.. answer.Envelope.GetProperty("result").GetProperty("list").EnumerateArray()];

    private static async Task<string[]> OpenAsync(SigningClient trader) =>
        [.. (await trader.GetAsync("/v5/order/realtime?category=linear&symbol=BTCUSDT")).GetProperty("list").EnumerateArray()
            .Select(order => Text(order, "orderLinkId"))];

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
