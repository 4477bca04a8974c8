using System.Text.Json;
using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Gateway.Tests.Support;

namespace OrleansMarkets.Gateway.Tests.Streams;

public sealed class PrivateStreamTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    [Fact]
    public async Task An_order_and_its_fill_are_told_to_their_owner_in_order()
    {
        SigningClient maker = await host.TraderAsync();
        SigningClient taker = await host.TraderAsync();
        await using StreamClient stream = await StreamClient.PrivateAsync(host, maker, "order", "execution", "position", "wallet");
        await maker.PostAsync("/v5/order/create", OrderBody.Limit("Sell", "0.01", "50000", "told"));
        JsonElement placed = (await stream.NextAsync()).GetProperty("data")[0];
        Assert.Equal(("told", "New"), (Text(placed, "orderLinkId"), Text(placed, "orderStatus")));

        await taker.PostAsync("/v5/order/create", OrderBody.Limit("Buy", "0.01", "50000"));
        List<string> topics = [];
        Dictionary<string, JsonElement> last = [];
        while (!last.TryGetValue("position", out JsonElement position) || Text(position, "size") != "0.01" || !last.ContainsKey("wallet"))
        {
            JsonElement message = await stream.NextAsync();
            topics.Add(Text(message, "topic"));
            last[Text(message, "topic")] = message.GetProperty("data")[0];
            Assert.Equal(JsonValueKind.Number, message.GetProperty("creationTime").ValueKind);
        }

        Assert.Equal(["execution", "order"], topics.Where(topic => topic is "order" or "execution"));
        Assert.Equal("Filled", Text(last["order"], "orderStatus"));
        Assert.True(last["execution"].GetProperty("isMaker").GetBoolean());
        Assert.Equal("Sell", Text(last["position"], "side"));
        Assert.Equal("UNIFIED", Text(last["wallet"], "accountType"));
    }

    [Fact]
    public async Task Only_the_owner_is_told()
    {
        SigningClient one = await host.TraderAsync();
        SigningClient other = await host.TraderAsync();
        await using StreamClient stream = await StreamClient.PrivateAsync(host, one, "order.linear", "order.spot");
        await other.PostAsync("/v5/order/create", OrderBody.Limit("Buy", "0.01", "45000", "foreign"));
        await one.PostAsync("/v5/order/create", OrderBody.Limit("Buy", "0.01", "45000", "own"));
        JsonElement message = await stream.NextAsync();
        Assert.Equal("order.linear", Text(message, "topic"));
        Assert.Equal("own", Text(message.GetProperty("data")[0], "orderLinkId"));
    }

    [Fact]
    public async Task A_stream_needs_a_key_that_reads()
    {
        SigningClient trader = await host.TraderAsync();
        SigningClient canceller = await host.TraderAsync(scopes: ApiKeyScopes.CancelOnly);
        await using StreamClient stream = await StreamClient.ConnectAsync(host, "/v5/private");
        await stream.SendAsync("""{"op":"subscribe","args":["order"]}""");
        Assert.False((await stream.NextAsync()).GetProperty("success").GetBoolean());
        foreach (string auth in new[]
        {
            StreamClient.Auth(trader, validMs: -1_000),
            StreamClient.Auth(canceller),
            StreamClient.Auth(new SigningClient(host.Address, trader.Key, "guess")),
            """{"op":"auth","args":["a"]}""",
            """{"op":"auth"}""",
        })
        {
            await stream.SendAsync(auth);
            JsonElement answer = await stream.NextAsync();
            Assert.False(answer.GetProperty("success").GetBoolean());
            Assert.Equal("auth", Text(answer.GetProperty("request"), "op"));
        }

        await stream.SendAsync(StreamClient.Auth(trader));
        Assert.True((await stream.NextAsync()).GetProperty("success").GetBoolean());
        await stream.SendAsync(StreamClient.Auth(trader));
        Assert.StartsWith("20001", Text(await stream.NextAsync(), "ret_msg"));
        await stream.SendAsync("""{"op":"ping","req_id":"9"}""");
        JsonElement pong = await stream.NextAsync();
        Assert.Equal(("pong", "9"), (Text(pong, "op"), Text(pong, "req_id")));
        Assert.Single(pong.GetProperty("args").EnumerateArray());
    }

    [Fact]
    public async Task A_stream_ends_when_its_key_is_disabled()
    {
        SigningClient trader = await host.TraderAsync();
        await using StreamClient stream = await StreamClient.PrivateAsync(host, trader, "order");
        Assert.Equal(ResultCode.Ok, await host.Office.DisableKeyAsync(trader.User, trader.Key, default));
        await stream.EndedAsync();
    }

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
