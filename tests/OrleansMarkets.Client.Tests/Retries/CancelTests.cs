using OrleansMarkets.Client.Retries;
using OrleansMarkets.Client.Tests.Scripted;

namespace OrleansMarkets.Client.Tests.Retries;

public sealed class CancelTests
{
    private static readonly MarketsError Error = new(3004, 110001, "not found");
    private static readonly OrderKey Key = OrderKey.ByClientId("a");

    private static UnknownOutcomeException Unknown => new(Error, null);

    private static OrderNotFoundException NotFound => new(Error);

    [Fact]
    public async Task It_is_sent_until_its_outcome_is_known()
    {
        var route = new ScriptedRoute { Cancels = [Unknown, new ExchangeUnavailableException(Error), null] };
        await CancelAsync(route);
        Assert.Equal([Key, Key, Key], route.Cancelled);
    }

    [Fact]
    public async Task What_the_first_attempt_cancelled_is_cancelled()
    {
        var route = new ScriptedRoute { Cancels = [Unknown, NotFound], Finds = [Found(OrderStatus.Cancelled)] };
        await CancelAsync(route);
        Assert.Equal(1, route.LookUps);
    }

    [Fact]
    public async Task What_was_filled_meanwhile_is_not()
    {
        var route = new ScriptedRoute { Cancels = [Unknown, NotFound], Finds = [Found(OrderStatus.Filled)] };
        await Assert.ThrowsAsync<OrderNotFoundException>(() => CancelAsync(route));
    }

    [Fact]
    public async Task An_unknown_order_is_not_found_without_a_look_up()
    {
        var route = new ScriptedRoute { Cancels = [NotFound] };
        await Assert.ThrowsAsync<OrderNotFoundException>(() => CancelAsync(route));
        Assert.Equal(0, route.LookUps);
    }

    [Fact]
    public async Task It_ends_as_unknown_at_its_deadline() =>
        await Assert.ThrowsAsync<UnknownOutcomeException>(() => CancelAsync(new ScriptedRoute { Cancels = [Unknown] }));

    [Fact]
    public async Task A_cancel_of_all_is_repeated_too()
    {
        var route = new ScriptedRoute { Cancels = [Unknown, null] };
        var repeater = new Repeater(new RetryLimits(), new SkippingTime());
        await repeater.CancelAllAsync(route, "BTCUSDT", new CancelFilter(), CancellationToken.None);
        Assert.Equal(2, route.Cancelled.Count);
    }

    [Fact]
    public async Task What_a_batch_left_open_is_cancelled_alone_and_may_be_gone_already()
    {
        var route = new ScriptedRoute { Cancels = [Unknown, null, NotFound], Finds = [Found(OrderStatus.Cancelled)] };
        var repeater = new Repeater(new RetryLimits(), new SkippingTime());
        OrderKey other = OrderKey.ByClientId("b");
        var results = await OrderBatches.CancelAsync(route, repeater, "BTCUSDT", [Key, other], CancellationToken.None);
        Assert.Equal([new BatchedChange(Key, null), new BatchedChange(other, null)], results);
        Assert.Equal([Key, other, Key], route.Cancelled);
    }

    private static Task CancelAsync(ScriptedRoute route) =>
        new Repeater(new RetryLimits(), new SkippingTime()).CancelAsync(route, "BTCUSDT", Key, CancellationToken.None);

    private static Order Found(OrderStatus status) => new()
    {
        MarketId = "BTCUSDT",
        OrderId = "7",
        Side = OrderSide.Buy,
        Status = status,
        Quantity = 1,
    };
}
