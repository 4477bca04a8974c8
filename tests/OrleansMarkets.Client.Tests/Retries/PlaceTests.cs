using OrleansMarkets.Client.Retries;
using OrleansMarkets.Client.Tests.Scripted;

namespace OrleansMarkets.Client.Tests.Retries;

public sealed class PlaceTests
{
    private static readonly OrderRequest Request =
        OrderRequest.Limit("BTCUSDT", OrderSide.Buy, 0.01m, 30_000m) with { ClientOrderId = "a" };

    private static readonly MarketsError Busy = new(4002, 10016, "busy");

    private readonly SkippingTime _time = new();
    private readonly RetryLimits _limits = new();

    private static UnknownOutcomeException Unknown => new(Busy, "a");

    private static ExchangeUnavailableException Unavailable => new(Busy);

    private static AccessDeniedException Denied => new(Busy);

    private static OrderRejectedException Refused => new(new MarketsError(2001, 110007, "margin"), "a");

    private static OrderRejectedException Duplicate => new(new MarketsError(Repeater.DuplicateId, 110072, "duplicate"), "a");

    [Fact]
    public async Task What_is_taken_at_once_is_sent_once()
    {
        var route = new ScriptedRoute();
        OrderReceipt receipt = await PlaceAsync(route);
        Assert.Equal(new OrderReceipt("BTCUSDT", "1", "a", Attempts: 1), receipt);
        Assert.Equal(0, route.LookUps);
    }

    [Fact]
    public async Task An_order_without_an_id_gets_one_and_keeps_it_over_all_attempts()
    {
        var route = new ScriptedRoute { Submits = [Unknown, Unknown, "1"] };
        OrderReceipt receipt = await PlaceAsync(route, Request with { ClientOrderId = null });
        Assert.Equal(3, receipt.Attempts);
        Assert.True(OrderRequest.IsClientOrderId(receipt.ClientOrderId));
        Assert.Equal([receipt.ClientOrderId], route.Submitted.Select(order => order.ClientOrderId).Distinct());
    }

    [Fact]
    public async Task A_refusal_is_final()
    {
        var route = new ScriptedRoute { Submits = [Refused] };
        var refusal = await Assert.ThrowsAsync<OrderRejectedException>(() => PlaceAsync(route));
        Assert.Equal(2001, refusal.Error.Code);
        Assert.Equal("a", refusal.ClientOrderId);
        Assert.Single(route.Submitted);
    }

    [Fact]
    public async Task What_never_left_until_the_deadline_did_not_happen()
    {
        var route = new ScriptedRoute { Submits = [Unavailable] };
        await Assert.ThrowsAsync<ExchangeUnavailableException>(() => PlaceAsync(route));
        Assert.Equal(0, route.LookUps);
        Assert.True(route.Submitted.Count > 1);
        Assert.True(_time.Passed >= _limits.OrderDeadline);
    }

    [Fact]
    public async Task An_unknown_outcome_is_looked_up_after_the_deadline()
    {
        var route = new ScriptedRoute { Submits = [Unknown], Finds = [null, Unavailable, Found()] };
        OrderReceipt receipt = await PlaceAsync(route);
        Assert.Equal("7", receipt.OrderId);
        Assert.Equal(route.Submitted.Count, receipt.Attempts);
        Assert.Equal(3, route.LookUps);
    }

    [Fact]
    public async Task An_order_that_is_not_there_when_nothing_can_execute_it_any_more_was_not_placed()
    {
        var route = new ScriptedRoute { Submits = [Unknown], Finds = [null] };
        var refusal = await Assert.ThrowsAsync<OrderRejectedException>(() => PlaceAsync(route));
        Assert.Equal(Repeater.DeadlineExpired, refusal.Error.Code);
        Assert.True(_time.Passed >= _limits.OrderDeadline + _limits.LookupWindow);
    }

    [Fact]
    public async Task What_cannot_be_looked_up_stays_unknown()
    {
        var route = new ScriptedRoute { Submits = [Unknown, Unavailable], Finds = [Unavailable] };
        var unknown = await Assert.ThrowsAsync<UnknownOutcomeException>(() => PlaceAsync(route));
        Assert.Equal("a", unknown.ClientOrderId);
    }

    [Fact]
    public async Task A_duplicate_after_an_attempt_that_may_have_arrived_is_the_order_itself()
    {
        var route = new ScriptedRoute { Submits = [Unknown, Duplicate], Finds = [Found()] };
        Assert.Equal("7", (await PlaceAsync(route)).OrderId);
    }

    [Fact]
    public async Task A_duplicate_of_another_order_is_a_refusal()
    {
        var route = new ScriptedRoute { Submits = [Unknown, Duplicate], Finds = [Found() with { Quantity = 2 }] };
        await Assert.ThrowsAsync<OrderRejectedException>(() => PlaceAsync(route));
        await Assert.ThrowsAsync<OrderRejectedException>(() => PlaceAsync(new ScriptedRoute { Submits = [Duplicate] }));
    }

    [Fact]
    public async Task A_denial_says_nothing_about_the_attempt_before()
    {
        var route = new ScriptedRoute { Submits = [Unknown, Denied], Finds = [Denied] };
        await Assert.ThrowsAsync<UnknownOutcomeException>(() => PlaceAsync(route));
        await Assert.ThrowsAsync<AccessDeniedException>(() => PlaceAsync(new ScriptedRoute { Submits = [Denied] }));
    }

    [Fact]
    public async Task A_cancelled_token_ends_the_repetition()
    {
        using var cancellation = new CancellationTokenSource();
        var route = new ScriptedRoute { Submits = [Unavailable] };
        var repeater = new Repeater(_limits, TimeProvider.System);
        Task<OrderReceipt> placing = repeater.PlaceAsync(route, Request, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => placing);
    }

    [Theory]
    [InlineData(0, 1, "a")]
    [InlineData(1, 0, "a")]
    [InlineData(1, 1, "")]
    [InlineData(1, 1, "with space")]
    [InlineData(1, 1, "0123456789012345678901234567890123456")]
    public async Task What_is_malformed_is_not_sent(int quantity, int price, string id)
    {
        var route = new ScriptedRoute();
        OrderRequest order = OrderRequest.Limit("BTCUSDT", OrderSide.Buy, quantity, price) with { ClientOrderId = id };
        await Assert.ThrowsAsync<ArgumentException>(() => PlaceAsync(route, order));
        Assert.Empty(route.Submitted);
    }

    [Fact]
    public async Task A_post_only_order_rests() =>
        await Assert.ThrowsAsync<ArgumentException>(() => PlaceAsync(
            new ScriptedRoute(), OrderRequest.Market("BTCUSDT", OrderSide.Buy, 1) with { PostOnly = true }));

    private static Order Found() => new()
    {
        MarketId = "BTCUSDT",
        OrderId = "7",
        Side = OrderSide.Buy,
        Status = OrderStatus.Filled,
        Quantity = 0.01m,
        Price = 30_000m,
    };

    private Task<OrderReceipt> PlaceAsync(ScriptedRoute route, OrderRequest? order = null) =>
        new Repeater(_limits, _time).PlaceAsync(route, order ?? Request, CancellationToken.None);
}
