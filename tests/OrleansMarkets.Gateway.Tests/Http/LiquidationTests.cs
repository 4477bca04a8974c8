using System.Globalization;
using System.Text.Json;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Gateway.Tests.Support;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Tests.Http;

/// <summary>
/// Anybody may liquidate an account below maintenance margin, and is paid for it. The keepers of this host hardly ever look.
/// </summary>
public sealed class LiquidationTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    [Fact]
    public async Task Whoever_liquidates_is_paid()
    {
        SigningClient maker = await host.TraderAsync(wholeUsdt: 10_000_000);
        SigningClient poor = await host.TraderAsync(wholeUsdt: 1_300);
        SigningClient keeper = await host.TraderAsync(wholeUsdt: 10);
        await maker.PostAsync("/v5/order/create", OrderBody.Limit("Sell", "1", "50000"));
        await poor.PostAsync("/v5/order/create", OrderBody.Limit("Buy", "1", "50000"));
        string body = $$"""{"account":"{{poor.Account}}"}""";
        Assert.Equal(RetCodes.NotLiquidatable, await keeper.CodeAsync("/v5/x/liquidation/liquidate", body));
        Assert.Empty(List(await keeper.GetAsync("/v5/x/liquidation/list")));

        await host.PublishAsync(49_150);
        await maker.PostAsync("/v5/order/create", OrderBody.Limit("Buy", "5", "49150"));
        string account = poor.Account.ToString(CultureInfo.InvariantCulture);
        await GatewayHost.Until(
            async () => string.Join(' ', List(await keeper.GetAsync("/v5/x/liquidation/list")).Select(each => Text(each, "account"))),
            account);
        JsonElement candidate = Assert.Single(List(await keeper.GetAsync("/v5/x/liquidation/list?limit=1")));
        Assert.Equal(["account", "equity", "maintenanceMargin", "markets"], candidate.EnumerateObject().Select(member => member.Name));
        Assert.Equal("BTCUSDT-PERP", candidate.GetProperty("markets")[0].GetString());

        decimal reward = 0;
        await GatewayHost.Until(
            async () =>
            {
                WireAnswer answer = await keeper.SendAsync(HttpMethod.Post, "/v5/x/liquidation/liquidate", body);
                if (answer.Code == RetCodes.Ok)
                {
                    string text = Text(answer.Envelope.GetProperty("result"), "reward");
                    reward += decimal.Parse(text, CultureInfo.InvariantCulture);
                }

                return reward > 0;
            },
            true);

        // What was said is what was booked: the reward is cash of the caller in that market.
        await GatewayHost.Until(
            async () => (await host.Cluster.GetGrain<ICrossMarginGrain>(keeper.Account).GetRisk()).EquityQuanta,
            (long)((10 + reward) * TestMarkets.Usdt));
    }

    [Fact]
    public async Task Accounts_that_do_not_exist_are_not_woken()
    {
        SigningClient keeper = await host.TraderAsync(wholeUsdt: 10);
        foreach (string account in new[] { "999999999", "1" })
        {
            Assert.Equal(
                RetCodes.NotLiquidatable, await keeper.CodeAsync("/v5/x/liquidation/liquidate", $$"""{"account":"{{account}}"}"""));
        }

        foreach (string account in new[] { "0", "-3", "x", "" })
        {
            Assert.Equal(
                RetCodes.InvalidParameter, await keeper.CodeAsync("/v5/x/liquidation/liquidate", $$"""{"account":"{{account}}"}"""));
        }
    }

    private static List<JsonElement> List(JsonElement result) => [.. result.GetProperty("list").EnumerateArray()];

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
