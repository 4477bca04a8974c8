namespace OrleansMarkets.Client.Tests.Contract;

public sealed class HttpClientTests(HttpVenue venue) : MarketsClientContract(venue), IClassFixture<HttpVenue>
{
    private readonly HttpVenue _venue = venue;

    [Fact]
    public async Task An_order_sent_again_by_the_other_connection_is_the_same_order()
    {
        (IMarketsClient overHttp, long account) = await _venue.TraderAsync(deposit: 1_000);
        await using var cluster = MarketsCluster.Connect(
            _venue.Venue.Grains, new ClusterConnectionOptions { Assets = TestMarkets.Assets, KeeperShards = VenueCluster.KeeperShards });
        IMarketsClient overGrains = cluster.ForAccount(account);
        OrderRequest order = OrderRequest.Limit("BTCUSDT", OrderSide.Buy, 0.001m, 55_000m) with { ClientOrderId = "both-ways" };
        OrderReceipt first = await overHttp.PlaceAsync(order);
        OrderReceipt second = await overGrains.PlaceAsync(order);
        Assert.Equal(first.OrderId, second.OrderId);
        Assert.Equal(await SeenAsync(overHttp, first.Key), await SeenAsync(overGrains, first.Key));
        await overGrains.CancelAsync("BTCUSDT", OrderKey.ByClientId("both-ways"));
        await UntilCancelledAsync(overHttp, first.Key);
        await overHttp.DisposeAsync();
    }

    // A connection sees its own changes at once and those of others a moment later.
    private static async Task UntilCancelledAsync(IMarketsClient client, OrderKey key)
    {
        using var patience = new CancellationTokenSource(Patience);
        while ((await client.GetOrderAsync("BTCUSDT", key, patience.Token))!.Status != OrderStatus.Cancelled)
        {
        }
    }

    // HTTP tells times in milliseconds.
    private static async Task<Order?> SeenAsync(IMarketsClient client, OrderKey key)
    {
        Order? order = await client.GetOrderAsync("BTCUSDT", key);
        return order! with { CreatedAt = default, UpdatedAt = default };
    }
}
