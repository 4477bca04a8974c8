using System.Text.Json;
using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Gateway.Tests.Support;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Tests.Http;

/// <summary>Scale orders: one request, one call, and all of them or none.</summary>
public sealed class ScaleTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    private const string Scale = "/v5/x/order/scale";

    [Fact]
    public async Task It_becomes_orders_from_the_first_price_to_the_last()
    {
        SigningClient trader = await host.TraderAsync();
        string body = Body("Buy", "0.04", "46000", "46300", 4, ",\"sizeRatio\":\"3\",\"orderLinkId\":\"ladder\",\"tag\":\"5\"");
        WireAnswer placed = await trader.SendAsync(HttpMethod.Post, Scale, body);
        Assert.Equal((RetCodes.Ok, 4), (placed.Code, Ids(placed).Distinct().Count()));
        Assert.Equal(["PlaceScale"], host.Calls.Of(trader.Account).Where(method => method is not ("Deposit" or "Push")));
        Assert.Equal(["46000 0.006", "46100 0.01", "46200 0.01", "46300 0.014"], await OpenAsync(trader, "linear"));

        WireAnswer again = await trader.SendAsync(HttpMethod.Post, Scale, body);
        Assert.Equal(Ids(placed), Ids(again));
        string other = body.Replace("0.04", "0.06", StringComparison.Ordinal);
        Assert.Equal(RetCodes.DuplicateOrderLinkId, await trader.CodeAsync(Scale, other));
        Assert.Equal(4, (await OpenAsync(trader, "linear")).Length);
        await CancelAllAsync(trader, "linear");
    }

    [Fact]
    public async Task A_spot_ladder_sells_no_more_than_there_is()
    {
        SigningClient trader = await host.TraderAsync(wholeBtc: 1);
        string tooMuch = Body("Sell", "1.2", "53000", "53300", 4, category: "spot");
        Assert.Equal(RetCodes.InsufficientSpotBalance, await trader.CodeAsync(Scale, tooMuch));
        Assert.Empty(await OpenAsync(trader, "spot"));
        Assert.Equal(RetCodes.Ok, await trader.CodeAsync(Scale, Body("Sell", "0.8", "53000", "53300", 4, category: "spot")));
        Assert.Equal(4, (await OpenAsync(trader, "spot")).Length);
        await CancelAllAsync(trader, "spot");
    }

    [Fact]
    public async Task Orders_that_the_market_refuses_have_their_own_outcome()
    {
        SigningClient maker = await host.TraderAsync();
        await maker.PostAsync("/v5/order/create", OrderBody.Limit("Sell", "0.01", "49000"));
        SigningClient trader = await host.TraderAsync();
        WireAnswer placed = await trader.SendAsync(
            HttpMethod.Post, Scale, Body("Buy", "0.04", "48000", "49000", 2, ",\"timeInForce\":\"PostOnly\",\"orderLinkId\":\"two\""));
        Assert.Equal(RetCodes.Ok, placed.Code);
        Assert.Equal(["48000 0.02"], await OpenAsync(trader, "linear"));
        await CancelAllAsync(trader, "linear");
        await CancelAllAsync(maker, "linear");
    }

    [Fact]
    public async Task One_without_an_answer_is_not_known_and_happens_once()
    {
        SigningClient trader = await host.TraderAsync();
        string body = Body("Buy", "0.04", "46000", "46300", 4, ",\"orderLinkId\":\"lost-ladder\"");
        host.Calls.LoseAnswer(trader.Account, "PlaceScale");
        Assert.Equal(RetCodes.ServerBusy, await trader.CodeAsync(Scale, body));
        Assert.Equal(RetCodes.Ok, await trader.CodeAsync(Scale, body));
        Assert.Equal(4, (await OpenAsync(trader, "linear")).Length);
        await CancelAllAsync(trader, "linear");
    }

    [Fact]
    public async Task What_is_malformed_is_refused()
    {
        SigningClient trader = await host.TraderAsync();
        foreach (string body in new[]
        {
            Body("Buy", "0.04", "46000", "46300", 1), Body("Buy", "0.04", "46000", "46300", 51), Body("Buy", "0.041", "46000", "46300", 2),
            Body("Buy", "0.04", "46000.1", "46300", 2), Body("Buy", "0.04", "46000", "46300.1", 2), Body("Buy", "0.04", "46000", "x", 2),
            Body("Hold", "0.04", "46000", "46300", 2), Body("Buy", "0.04", "46000", "46300", 2, ",\"timeInForce\":\"IOC\""),
            Body("Buy", "0.04", "46000", "46300", 2, ",\"sizeRatio\":\"2000\""),
            Body("Buy", "0.04", "46000", "46300", 2, ",\"sizeSpacing\":\"x\""),
            Body("Buy", "0.04", "46000", "46300", 2, ",\"sizeRatio\":\"0\""), """{"category":"linear"}""", "[]",
        })
        {
            Assert.Equal(RetCodes.InvalidParameter, await trader.CodeAsync(Scale, body));
        }

        Assert.Equal(RetCodes.BelowMinimum, await trader.CodeAsync(Scale, Body("Buy", "0.04", "46000", "46300", 50)));
        SigningClient poor = await host.TraderAsync(wholeUsdt: 1_000);
        Assert.Equal(RetCodes.InsufficientMargin, await poor.CodeAsync(Scale, Body("Buy", "10", "46000", "46300", 50)));
        Assert.Empty(await OpenAsync(trader, "linear"));
        SigningClient canceller = await host.TraderAsync(scopes: ApiKeyScopes.CancelOnly);
        Assert.Equal(RetCodes.PermissionDenied, await canceller.CodeAsync(Scale, Body("Buy", "0.04", "46000", "46300", 2)));
    }

    private static string Body(
        string side, string qty, string first, string last, int orders, string more = "", string category = "linear") =>
        $$"""
        {"category":"{{category}}","symbol":"BTCUSDT","side":"{{side}}","qty":"{{qty}}","orders":{{orders}},
        "firstPrice":"{{first}}","lastPrice":"{{last}}"{{more}}}
        """;

    private static string[] Ids(WireAnswer answer) =>
        [.. answer.Envelope.GetProperty("result").GetProperty("list").EnumerateArray().Select(each => Text(each, "orderId"))];

    private static async Task<string[]> OpenAsync(SigningClient trader, string category) =>
    [
        .. (await trader.GetAsync($"/v5/order/realtime?category={category}&symbol=BTCUSDT")).GetProperty("list").EnumerateArray()
            .Select(order => $"{Text(order, "price")} {Text(order, "qty")}").Order(StringComparer.Ordinal),
    ];

    private static Task CancelAllAsync(SigningClient trader, string category) =>
        trader.PostAsync("/v5/order/cancel-all", $$"""{"category":"{{category}}","symbol":"BTCUSDT"}""");

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
