using System.Text.Json;
using OrleansMarkets.Gateway.Tests.Support;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Tests.Http;

/// <summary>An order with its take-profit and its stop-loss goes in one call, and never stands without what it asked for.</summary>
public sealed class BracketTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    private const string Create = "/v5/order/create";
    private const string Both = "\"takeProfit\":\"54000\",\"stopLoss\":\"45500\",\"slTriggerBy\":\"MarkPrice\"";

    [Fact]
    public async Task It_is_one_call()
    {
        SigningClient trader = await host.TraderAsync();
        await trader.PostAsync(Create, OrderBody.With("Buy", "0.02", "46000", Both, "one-call"));
        Assert.Equal(["Execute"], CallsOf(trader));
        Assert.Equal(3, (await OpenAsync(trader)).Count);

        await trader.PostAsync(Create, OrderBody.With("Buy", "0.02", "46000", Both, "one-call"));
        Assert.Equal(["Execute"], CallsOf(trader));
        await CancelAllAsync(trader);
    }

    [Fact]
    public async Task Brackets_of_a_batch_are_one_call_too()
    {
        SigningClient trader = await host.TraderAsync();
        WireAnswer answer = await trader.SendAsync(HttpMethod.Post, "/v5/order/create-batch", OrderBody.Batch(
            OrderBody.With("Buy", "0.02", "46000", Both), OrderBody.Limit("Buy", "0.02", "46000"),
            OrderBody.With("Buy", "0.02", "46000", Both)));
        Assert.Equal(RetCodes.Ok, answer.Code);
        Assert.Equal(["Execute"], CallsOf(trader));
        Assert.Equal(7, (await OpenAsync(trader)).Count);
        await CancelAllAsync(trader);
    }

    [Fact]
    public async Task Risk_refuses_the_order_when_it_cannot_cover_what_protects_it()
    {
        // The order alone needs 1,000 USDT and its fee.
        SigningClient trader = await host.TraderAsync(wholeUsdt: 1_100);
        Assert.Equal(RetCodes.InsufficientMargin, await trader.CodeAsync(Create, OrderBody.With("Buy", "1", "46000", Both, "poor")));
        Assert.Empty(await OpenAsync(trader));
        Assert.Equal("Rejected", await StatusAsync(trader, "poor"));
        Assert.Equal(RetCodes.Ok, await trader.CodeAsync(Create, OrderBody.Limit("Buy", "1", "46000", "alone")));
        await CancelAllAsync(trader);
    }

    [Fact]
    public async Task The_order_is_cancelled_when_the_market_refuses_what_protects_it()
    {
        SigningClient trader = await host.TraderAsync();
        const string Far = "\"stopLoss\":\"45500\",\"takeProfit\":\"54000\",\"tpOrderType\":\"Limit\",\"tpLimitPrice\":\"70000\"";
        Assert.Equal(RetCodes.PriceOutOfBand, await trader.CodeAsync(Create, OrderBody.With("Buy", "0.02", "46000", Far, "far")));
        Assert.Empty(await OpenAsync(trader));
        Assert.Equal("Cancelled", await StatusAsync(trader, "far"));
    }

    [Fact]
    public async Task An_order_that_ends_at_once_leaves_nothing_behind()
    {
        SigningClient trader = await host.TraderAsync();
        string body = OrderBody.With("Buy", "0.02", "46000", Both, "missed").Replace("GTC", "IOC", StringComparison.Ordinal);
        Assert.Equal(RetCodes.Ok, await trader.CodeAsync(Create, body));
        Assert.Empty(await OpenAsync(trader));
        Assert.Equal("Cancelled", await StatusAsync(trader, "missed"));
    }

    [Fact]
    public async Task One_without_an_answer_is_whole_when_it_comes_again()
    {
        SigningClient trader = await host.TraderAsync();
        string body = OrderBody.With("Buy", "0.02", "46000", Both, "lost");
        host.Calls.LoseAnswer(trader.Account, "Execute");
        Assert.Equal(RetCodes.ServerBusy, await trader.CodeAsync(Create, body));
        Assert.Equal(RetCodes.Ok, await trader.CodeAsync(Create, body));
        Assert.Equal(3, (await OpenAsync(trader)).Count);
        await CancelAllAsync(trader);
    }

    private IEnumerable<string> CallsOf(SigningClient trader) =>
        host.Calls.Of(trader.Account).Where(method => method is not ("Deposit" or "Push"));

    private static Task CancelAllAsync(SigningClient trader) =>
        trader.PostAsync("/v5/order/cancel-all", """{"category":"linear","symbol":"BTCUSDT"}""");

    private static async Task<List<JsonElement>> OpenAsync(SigningClient trader) =>
        [.. (await trader.GetAsync("/v5/order/realtime?category=linear&symbol=BTCUSDT")).GetProperty("list").EnumerateArray()];

    private static async Task<string> StatusAsync(SigningClient trader, string link) =>
        (await trader.GetAsync($"/v5/order/realtime?category=linear&orderLinkId={link}"))
            .GetProperty("list")[0].GetProperty("orderStatus").GetString()!;
}
