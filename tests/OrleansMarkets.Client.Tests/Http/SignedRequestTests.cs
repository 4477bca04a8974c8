using System.Text;
using OrleansMarkets.Client.Tests.Scripted;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Client.Tests.Http;

public sealed class SignedRequestTests
{
    private const string Orders = "/v5/order/realtime";
    private const string Create = "/v5/order/create";
    private const string NoOrders = """{"category":"linear","list":[],"nextPageCursor":""}""";

    [Fact]
    public async Task A_read_is_signed_over_the_query_that_is_sent()
    {
        await using ScriptedGateway gateway = (await ScriptedGateway.StartAsync()).Gives(Orders, NoOrders);
        await using IMarketsClient client = gateway.Connect();
        await client.GetOrderAsync("BTCUSDT", OrderKey.ByClientId("a_b-c"));
        SeenRequest seen = gateway.Requests.Single();
        Assert.Equal("category=linear&symbol=BTCUSDT&orderLinkId=a_b-c", seen.Query);
        AssertSigned(seen, seen.Query, gateway);
        Assert.Matches(@"^OrleansMarkets\.Client/\d+\.\d+\.\d+$", seen.Headers.UserAgent.ToString());
    }

    [Fact]
    public async Task An_order_is_signed_over_its_bytes()
    {
        await using ScriptedGateway gateway = (await ScriptedGateway.StartAsync()).Gives(Create, """{"orderId":"7","orderLinkId":"a"}""");
        await using IMarketsClient client = gateway.Connect();
        OrderRequest order = OrderRequest.Limit(MarketId.Spot("BTCUSDT"), OrderSide.Sell, 0.010m, 60_000.5m);
        OrderReceipt receipt = await client.PlaceAsync(order with { ClientOrderId = "a", PostOnly = true });
        SeenRequest seen = gateway.Requests.Single();
        Assert.Equal(
            """{"category":"spot","symbol":"BTCUSDT","side":"Sell","orderType":"Limit","qty":"0.010","price":"60000.5","""
            + "\"timeInForce\":\"PostOnly\",\"orderLinkId\":\"a\"}",
            seen.Body);
        AssertSigned(seen, seen.Body, gateway);
        Assert.Equal("7", receipt.OrderId);
    }

    [Fact]
    public async Task The_stamp_is_of_the_exchanges_clock()
    {
        await using ScriptedGateway gateway = (await ScriptedGateway.StartAsync()).Gives(Orders, NoOrders);
        gateway.ClockOffset = TimeSpan.FromHours(-3);
        await using IMarketsClient client = gateway.Connect();
        await client.GetOrderAsync("BTCUSDT", OrderKey.ById("1"));
        AssertSigned(gateway.Requests.Single(), gateway.Requests.Single().Query, gateway);
    }

    [Fact]
    public async Task A_refused_stamp_is_made_anew_once()
    {
        await using ScriptedGateway gateway = (await ScriptedGateway.StartAsync())
            .Refuses(Orders, RetCodes.InvalidTime).Gives(Orders, NoOrders);
        await using IMarketsClient client = gateway.Connect();
        Assert.Null(await client.GetOrderAsync("BTCUSDT", OrderKey.ById("1")));
        Assert.Equal(2, gateway.Requests.Count);
    }

    [Fact]
    public async Task A_stamp_that_stays_refused_is_a_denial()
    {
        await using ScriptedGateway gateway = (await ScriptedGateway.StartAsync()).Refuses(Orders, RetCodes.InvalidTime);
        await using IMarketsClient client = gateway.Connect();
        await Assert.ThrowsAsync<AccessDeniedException>(() => client.GetOrderAsync("BTCUSDT", OrderKey.ById("1")));
        Assert.Equal(2, gateway.Requests.Count);
    }

    [Fact]
    public async Task Without_a_key_nothing_private_is_sent()
    {
        await using ScriptedGateway gateway = await ScriptedGateway.StartAsync();
        await using IMarketsClient client = MarketsClient.Connect(gateway.Options() with { ApiKey = null, ApiSecret = null });
        await Assert.ThrowsAsync<AccessDeniedException>(() => client.GetWalletAsync());
        Assert.Empty(gateway.Requests);
    }

    private static void AssertSigned(SeenRequest seen, string payload, ScriptedGateway gateway)
    {
        string stamp = seen.Headers[WireHeaders.Timestamp].ToString();
        Assert.Equal(ScriptedGateway.Key, seen.Headers[WireHeaders.ApiKey]);
        Assert.InRange(long.Parse(stamp), gateway.NowMs - 5_000, gateway.NowMs + 1_000);
        Assert.True(RequestSignature.IsValid(
            Encoding.UTF8.GetBytes(ScriptedGateway.Secret),
            stamp,
            ScriptedGateway.Key,
            seen.Headers[WireHeaders.ReceiveWindow].ToString(),
            Encoding.UTF8.GetBytes(payload),
            seen.Headers[WireHeaders.Signature].ToString()));
    }
}
