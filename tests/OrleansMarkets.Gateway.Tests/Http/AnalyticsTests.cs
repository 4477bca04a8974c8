using System.Text.Json;
using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Gateway.Tests.Support;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Tests.Http;

public sealed class AnalyticsTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    // The largest order, 100 BTC, fills twenty buckets: 5 BTC each. One bucket bought whole, half of the next sold.
    [Fact]
    public async Task The_toxicity_of_a_market_is_public()
    {
        SigningClient maker = await host.TraderAsync(wholeUsdt: 100_000_000);
        SigningClient taker = await host.TraderAsync(wholeUsdt: 100_000_000);
        JsonElement before = await ToxicityAsync();
        Assert.Equal(("", 0, "5"), (Text(before, "vpin"), before.GetProperty("buckets").GetInt32(), Text(before, "bucketSize")));
        await maker.PostAsync("/v5/order/create", OrderBody.Limit("Sell", "5", "50000"));
        await taker.PostAsync("/v5/order/create", OrderBody.Limit("Buy", "5", "50000"));
        await maker.PostAsync("/v5/order/create", OrderBody.Limit("Buy", "2.5", "50000"));
        JsonElement ack = await taker.PostAsync("/v5/order/create", OrderBody.Limit("Sell", "2.5", "50000"));
        await taker.GetAsync($"/v5/order/realtime?category=linear&orderId={Text(ack, "orderId")}");
        JsonElement after = await ToxicityAsync();
        Assert.Equal(("1", "0", "2.5"), (Text(after, "vpin"), Text(after, "bought"), Text(after, "sold")));

        // A second later the mid is not known, as both sides are empty: the mark is the reference.
        await GatewayHost.Until(
            async () =>
            {
                await host.PublishAsync(50_001);
                JsonElement markouts = await taker.GetAsync("/v5/x/account/markout?category=linear&symbol=BTCUSDT");
                return markouts.GetProperty("list").EnumerateArray().Single(IsTakerAfterASecond).GetProperty("fills").GetInt64();
            },
            2);
    }

    [Fact]
    public async Task Markouts_need_a_key_that_reads()
    {
        Assert.Equal(RetCodes.InvalidKey, await host.Anonymous.CodeAsync("/v5/x/account/markout"));
        SigningClient canceller = await host.TraderAsync(scopes: ApiKeyScopes.CancelOnly);
        Assert.Equal(RetCodes.PermissionDenied, await canceller.CodeAsync("/v5/x/account/markout"));
    }

    private static bool IsTakerAfterASecond(JsonElement markout) =>
        markout.GetProperty("horizon").GetInt64() == 1_000 && !markout.GetProperty("isMaker").GetBoolean();

    private async Task<JsonElement> ToxicityAsync() =>
        (await host.Anonymous.GetAsync("/v5/x/market/toxicity?category=linear&symbol=BTCUSDT")).GetProperty("list")[0];

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
