using System.Text.Json;
using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Gateway.Tests.Support;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Tests.Http;

/// <summary>The exact keys of every object, against the list that strict clients need: <c>Http/Keys.txt</c>.</summary>
public sealed class ShapeTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    private static readonly Dictionary<string, string[]> Keys = File
        .ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Http", "Keys.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(':', 2))
        .ToDictionary(
            parts => parts[0],
            parts => parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).ToArray());

    [Fact]
    public async Task Public_objects_have_the_keys_of_the_dialect()
    {
        Check("time", await host.Anonymous.GetAsync("/v5/market/time"));
        JsonElement spot = await host.Anonymous.GetAsync("/v5/market/instruments-info?category=spot&limit=1000");
        Check("page", spot);
        Check("spot-instrument", First(spot));
        Check("spot-lot", First(spot).GetProperty("lotSizeFilter"));
        Check("spot-price", First(spot).GetProperty("priceFilter"));
        JsonElement linear = First(await host.Anonymous.GetAsync("/v5/market/instruments-info?category=linear&limit=1000"));
        Check("linear-instrument", linear);
        Check("linear-lot", linear.GetProperty("lotSizeFilter"));
        Check("linear-price", linear.GetProperty("priceFilter"));
        Check("leverage", linear.GetProperty("leverageFilter"));
        Assert.Equal(JsonValueKind.Number, linear.GetProperty("fundingInterval").ValueKind);
        Assert.Equal(JsonValueKind.True, linear.GetProperty("unifiedMarginTrade").ValueKind);
        foreach (string none in new[] { "category=linear&status=PreLaunch", "category=inverse", "category=option&baseCoin=BTC" })
        {
            Assert.Empty((await host.Anonymous.GetAsync($"/v5/market/instruments-info?{none}")).GetProperty("list").EnumerateArray());
        }

        Check("spot-ticker", First(await host.Anonymous.GetAsync("/v5/market/tickers?category=spot&symbol=BTCUSDT")));
        Check("linear-ticker", First(await host.Anonymous.GetAsync("/v5/market/tickers?category=linear")));
        Check("book", await host.Anonymous.GetAsync("/v5/market/orderbook?category=linear&symbol=BTCUSDT&limit=50"));
        const string Candles = "/v5/market/index-price-kline?category=linear&symbol=BTCUSDT&interval=60&limit=5";
        JsonElement candles = await host.Anonymous.GetAsync(Candles);
        Check("candles", candles);
        Assert.Equal(5, First(candles).GetArrayLength());
        Check("toxicity", First(await host.Anonymous.GetAsync("/v5/x/market/toxicity?category=spot&symbol=BTCUSDT")));
        Check("status", await host.Anonymous.GetAsync("/v5/x/status"));
    }

    [Fact]
    public async Task Private_objects_have_the_keys_of_the_dialect()
    {
        SigningClient maker = await host.TraderAsync(wholeBtc: 1);
        SigningClient taker = await host.TraderAsync();
        foreach (string category in new[] { "linear", "spot" })
        {
            await maker.PostAsync("/v5/order/create", OrderBody.Limit("Sell", "0.1", "50000", category: category));
            Check("ack", await taker.PostAsync("/v5/order/create", OrderBody.Limit("Buy", "0.05", "50000", "shape-" + category, category)));
            JsonElement order = First(await taker.GetAsync($"/v5/order/realtime?category={category}&orderLinkId=shape-{category}"));
            Check($"{category}-order", order);
            JsonElement executions = await taker.GetAsync($"/v5/execution/list?category={category}&symbol=BTCUSDT");
            Check("page", executions);
            Check("execution", First(executions));
            Check("trade", First(await host.Anonymous.GetAsync($"/v5/market/recent-trade?category={category}&symbol=BTCUSDT")));
        }

        JsonElement markouts = await taker.GetAsync("/v5/x/account/markout?category=linear&symbol=BTCUSDT");
        Assert.Equal(6, markouts.GetProperty("list").GetArrayLength());
        Check("markout", First(markouts));
        Check("position", First(await taker.GetAsync("/v5/position/list?category=linear&symbol=BTCUSDT")));
        JsonElement wallet = First(await taker.GetAsync("/v5/account/wallet-balance?accountType=UNIFIED"));
        Check("wallet", wallet);
        Check("wallet-coin", wallet.GetProperty("coin")[0]);
        Check("account-info", await taker.GetAsync("/v5/account/info"));
        Check("fee-rate", First(await taker.GetAsync("/v5/account/fee-rate?category=spot&symbol=BTCUSDT")));
        JsonElement key = await taker.GetAsync("/v5/user/query-api");
        Check("api-key", key);
        Assert.Equal((1, 0), (key.GetProperty("uta").GetInt32(), key.GetProperty("unified").GetInt32()));
        JsonElement coin = (await taker.GetAsync("/v5/asset/coin/query-info")).GetProperty("rows")[0];
        Check("coin", coin);
        Check("chain", coin.GetProperty("chains")[0]);
        Check("cancel-all", await maker.PostAsync("/v5/order/cancel-all", """{"category":"linear","symbol":"BTCUSDT"}"""));
    }

    [Fact]
    public async Task Objects_of_the_venue_have_their_keys()
    {
        SigningClient admin = await host.TraderAsync(scopes: ApiKeyScopes.Admin | ApiKeyScopes.Read);
        JsonElement opened = await admin.PostAsync("/v5/x/account/new", """{"deposit":"250.5"}""");
        Check("new-account", opened);
        Assert.Equal("250.5", opened.GetProperty("balance").GetString());
        string deposit = $$"""{"id":"d-1","account":"{{opened.GetProperty("account").GetString()}}","amount":"1"}""";
        Check("deposit", await admin.PostAsync("/v5/x/account/deposit", deposit));
        JsonElement again = await admin.PostAsync("/v5/x/account/deposit", deposit);
        Assert.Equal("251.5", again.GetProperty("balance").GetString());
        JsonElement audits = await admin.GetAsync("/v5/x/market/report");
        Check("audit", First(audits));
        Assert.All(
            audits.GetProperty("list").EnumerateArray(),
            audit => Assert.Equal(("0", "0"), (audit.GetProperty("sizeSum").GetString(), audit.GetProperty("quoteSum").GetString())));

        SigningClient fresh = new(
            host.Address, opened.GetProperty("apiKey").GetString()!, opened.GetProperty("apiSecret").GetString()!);
        Assert.Equal(RetCodes.Ok, await fresh.CodeAsync("/v5/account/info"));
    }

    [Fact]
    public async Task Every_answer_says_when_and_which_and_private_ones_what_is_left()
    {
        SigningClient trader = await host.TraderAsync();
        WireAnswer answer = await trader.SendAsync(HttpMethod.Get, "/v5/account/info", null);
        Check("envelope", answer.Envelope);
        foreach (string header in new[]
        {
            WireHeaders.TimeNow, WireHeaders.TraceId, WireHeaders.Limit, WireHeaders.LimitRemaining, WireHeaders.LimitReset,
        })
        {
            Assert.True(answer.Headers.Contains(header), header);
        }

        WireAnswer failure = await trader.SendAsync(HttpMethod.Get, "/v5/order/realtime", null);
        Check("envelope", failure.Envelope);
        Assert.Equal(JsonValueKind.Object, failure.Envelope.GetProperty("result").ValueKind);
    }

    private static JsonElement First(JsonElement page) => page.GetProperty("list")[0];

    private static void Check(string shape, JsonElement item)
    {
        string[] found = [.. item.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal)];
        Assert.Equal(string.Join(' ', Keys[shape]), string.Join(' ', found));
    }
}
