using System.Text.Json;
using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Gateway.Tests.Support;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Tests.Http;

/// <summary>An operator opens and closes a market; everybody sees what the auction would give, and what it gave.</summary>
public sealed class AuctionTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    private const string Auction = "/v5/x/market/auction?category=linear&symbol=BTCUSDT";
    private const string Phase = "/v5/x/market/phase";

    [Fact]
    public async Task An_auction_is_called_indicated_and_held()
    {
        SigningClient boss = await host.TraderAsync(scopes: ApiKeyScopes.Admin);
        JsonElement plain = await host.Anonymous.GetAsync(Auction);
        Assert.Equal(("Open", "", ""), (Text(plain, "phase"), Text(plain, "dueTime"), Text(plain, "nextPhase")));
        Assert.False(plain.GetProperty("isCalled").GetBoolean());
        await using StreamClient stream = await StreamClient.ConnectAsync(host, "/v5/public/linear");
        await stream.SubscribeAsync("x.auction.BTCUSDT");
        Assert.Equal("Open", Text((await stream.NextAsync("x.auction.BTCUSDT")).GetProperty("data"), "phase"));

        JsonElement answer = await boss.PostAsync(Phase, Body("PreOpen"));
        Assert.Equal(("PreOpen", "PreOpen"), (Text(answer, "phase"), Text(answer, "targetPhase")));
        SigningClient seller = await host.TraderAsync();
        SigningClient buyer = await host.TraderAsync();
        await seller.PostAsync("/v5/order/create", OrderBody.Limit("Sell", "0.05", "49900"));
        await buyer.PostAsync("/v5/order/create", OrderBody.Limit("Buy", "0.02", "50100"));
        JsonElement shown = await UntilAsync(stream, auction => auction.TryGetProperty("indication", out _));
        Assert.Equal(("PreOpen", "", "Open"), (Text(shown, "phase"), Text(shown, "dueTime"), Text(shown, "nextPhase")));
        Assert.Equal("49900 0.02 -0.03", Price(shown.GetProperty("indication")));
        JsonElement ticker = (await host.Anonymous.GetAsync("/v5/market/tickers?category=linear&symbol=BTCUSDT")).GetProperty("list")[0];
        Assert.Equal(
            ("PreOpen", "49900", "0.02", "-0.03"),
            (Text(ticker, "phase"), Text(ticker, "auctionPrice"), Text(ticker, "auctionSize"), Text(ticker, "auctionImbalance")));

        await boss.PostAsync(Phase, Body("Open"));
        JsonElement held = await UntilAsync(stream, auction => Text(auction, "phase") == "Open");
        Assert.Equal("49900 0.02 -0.03", Price(held.GetProperty("held")));
        Assert.False(held.TryGetProperty("indication", out _));
        Assert.Equal("49900 0.02 -0.03", Price((await host.Anonymous.GetAsync(Auction)).GetProperty("held")));
    }

    [Fact]
    public async Task Only_operators_order_phases_and_only_those_that_there_are()
    {
        SigningClient trader = await host.TraderAsync();
        Assert.Equal(RetCodes.PermissionDenied, await trader.CodeAsync(Phase, Body("Halted")));
        SigningClient boss = await host.TraderAsync(scopes: ApiKeyScopes.Admin);
        foreach (string body in new[]
        {
            Body("Settled"), Body("Replaying"), Body("Interrupted"), Body(""), Body("Open", reason: ""), Body("Open", symbol: "NONE"), "[]",
            Body("Open", reason: new string('x', 300)),
        })
        {
            Assert.Equal(RetCodes.InvalidParameter, await boss.CodeAsync(Phase, body));
        }
    }

    private static string Body(string phase, string reason = "a test", string symbol = "BTCUSDT") =>
        $$"""{"category":"linear","symbol":"{{symbol}}","phase":"{{phase}}","reason":"{{reason}}"}""";

    private static async Task<JsonElement> UntilAsync(StreamClient stream, Predicate<JsonElement> isIt)
    {
        while (true)
        {
            JsonElement auction = (await stream.NextAsync("x.auction.BTCUSDT")).GetProperty("data");
            if (isIt(auction))
            {
                return auction;
            }
        }
    }

    private static string Price(JsonElement price) => $"{Text(price, "price")} {Text(price, "size")} {Text(price, "imbalance")}";

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
