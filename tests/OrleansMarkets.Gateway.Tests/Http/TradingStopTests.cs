using System.Text.Json;
using OrleansMarkets.Gateway.Tests.Support;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Tests.Http;

/// <summary>Take-profit, stop-loss and trailing stop of a position.</summary>
public sealed class TradingStopTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    private const string Create = "/v5/order/create";
    private const string Set = "/v5/position/trading-stop";

    [Fact]
    public async Task A_position_has_at_most_one_order_of_each_kind()
    {
        SigningClient maker = await host.TraderAsync();
        SigningClient trader = await host.TraderAsync();
        Assert.Equal(RetCodes.InvalidParameter, await trader.CodeAsync(Set, Body("\"stopLoss\":\"46000\"")));
        await maker.PostAsync(Create, OrderBody.Limit("Sell", "0.02", "50000"));
        await trader.PostAsync(Create, OrderBody.Limit("Buy", "0.02", "50000"));
        await SizeAsync(trader, "0.02");
        await trader.PostAsync(Set, Body("\"stopLoss\":\"46000\",\"slTriggerBy\":\"IndexPrice\",\"takeProfit\":\"53000\""));
        await trader.PostAsync(Set, Body("\"stopLoss\":\"47000\",\"slTriggerBy\":\"IndexPrice\""));
        JsonElement position = await PositionAsync(trader);
        Assert.Equal(("53000", "47000", ""), (
            Text(position, "takeProfit"), Text(position, "stopLoss"), Text(position, "trailingStop")));
        JsonElement[] orders = await OpenAsync(trader);
        Assert.Equal(["StopLoss", "TakeProfit"], orders.Select(order => Text(order, "stopOrderType")).Order());
        Assert.All(orders, order => Assert.True(order.GetProperty("closeOnTrigger").GetBoolean()));

        await trader.PostAsync(Set, Body("\"takeProfit\":\"0\",\"stopLoss\":\"0\",\"trailingStop\":\"400\""));
        Assert.Equal("TrailingStop", Text(Assert.Single(await OpenAsync(trader)), "stopOrderType"));
        await trader.PostAsync(Set, Body("\"trailingStop\":\"0\""));
        Assert.Empty(await OpenAsync(trader));
    }

    [Fact]
    public async Task A_stop_closes_the_whole_position_whatever_its_size_is_then()
    {
        SigningClient maker = await host.TraderAsync();
        SigningClient trader = await host.TraderAsync();
        await maker.PostAsync(Create, OrderBody.Limit("Sell", "0.04", "50000"));
        await trader.PostAsync(Create, OrderBody.Limit("Buy", "0.02", "50000"));
        await SizeAsync(trader, "0.02");
        await trader.PostAsync(Set, Body("\"takeProfit\":\"50300\",\"tpTriggerBy\":\"IndexPrice\""));
        await trader.PostAsync(Create, OrderBody.Limit("Buy", "0.02", "50000"));
        await maker.PostAsync(Create, OrderBody.Limit("Buy", "0.1", "49900", "taker"));
        await host.PublishAsync(50_400);
        await SizeAsync(trader, "0");
        await host.PublishAsync(50_000);
        await maker.PostAsync("/v5/order/cancel-all", """{"category":"linear","symbol":"BTCUSDT"}""");
    }

    [Fact]
    public async Task What_is_malformed_is_refused()
    {
        SigningClient trader = await host.TraderAsync();
        foreach (string bad in new[]
        {
            "\"tpslMode\":\"Full\"", "\"takeProfit\":\"x\"", "\"takeProfit\":\"50000.01\"", "\"takeProfit\":\"1\",\"tpslMode\":\"Partial\"",
            "\"takeProfit\":\"1\",\"tpOrderType\":\"Limit\"", "\"stopLoss\":\"1\",\"slTriggerBy\":\"x\"", "\"trailingStop\":\"-1\"",
            "\"stopLoss\":\"1\",\"positionIdx\":1",
        })
        {
            Assert.Equal(RetCodes.InvalidParameter, await trader.CodeAsync(Set, Body(bad)));
        }
    }

    private static string Body(string more) => $$"""{"category":"linear","symbol":"BTCUSDT",{{more}}}""";

    private static Task SizeAsync(SigningClient trader, string size) =>
        GatewayHost.Until(async () => Text(await PositionAsync(trader), "size"), size);

    private static async Task<JsonElement> PositionAsync(SigningClient trader) =>
        (await trader.GetAsync("/v5/position/list?category=linear&symbol=BTCUSDT")).GetProperty("list")[0];

    private static async Task<JsonElement[]> OpenAsync(SigningClient trader) =>
        [.. (await trader.GetAsync("/v5/order/realtime?category=linear&symbol=BTCUSDT")).GetProperty("list").EnumerateArray()];

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
