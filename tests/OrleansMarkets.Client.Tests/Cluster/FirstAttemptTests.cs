using OrleansMarkets.Client.Cluster;
using OrleansMarkets.Client.Tests.Contract;
using OrleansMarkets.Client.Tests.Scripted;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.MarketData.Symbols;
using CoreStatus = OrleansMarkets.Core.Matching.OrderStatus;

namespace OrleansMarkets.Client.Tests.Cluster;

/// <summary>What the first attempts of callers who are many make of answers, and when they leave the rest to others.</summary>
public sealed class FirstAttemptTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly OrderRequest Request = OrderRequest.Limit("BTCUSDT", OrderSide.Buy, 0.012m, 55_000.5m);

    private readonly List<(MarketsException Failure, long Start)> _again = [];
    private readonly ScriptedAccount _script;
    private readonly AccountCourier _courier;
    private readonly SteppedTime _time = new();
    private readonly Queue<IThreadPoolWorkItem> _ready = [];

    public FirstAttemptTests()
    {
        (ICrossMarginGrain grain, _script) = ScriptedAccount.Make();
        _courier = new AccountCourier(grain, Patience, _time, _ready.Enqueue);
    }

    private static ListedMarket Market { get; } = MarketDirectory.Of([TestMarkets.Perpetual], TestMarkets.Assets).All.Single();

    [Fact]
    public async Task An_order_that_is_taken_has_its_receipt()
    {
        FirstOrder order = Place("a");
        Answer(Result(7));
        Assert.Equal(new OrderReceipt("BTCUSDT", $"{Market.Symbol}.7", "a", Attempts: 1), await order.Outcome);
        var sent = Assert.IsType<PlaceOrder>(Assert.Single(_script.Calls[0].Commands));
        Assert.Equal((CommandIds.OfOrderLink("a"), 550_005, 12, "a"), (sent.Id, sent.PriceUnits, sent.QuantityLots, sent.ClientOrderId));
    }

    [Fact]
    public async Task A_refusal_is_the_outcome()
    {
        FirstOrder order = Place("a");
        Answer(Result(0, ResultCode.InsufficientMargin));
        var refusal = await Assert.ThrowsAsync<OrderRejectedException>(() => order.Outcome);
        Assert.Equal(("a", (int)ResultCode.InsufficientMargin), (refusal.ClientOrderId, refusal.Error.Code));

        FirstCancel cancel = Cancel();
        Answer(Result(0, ResultCode.OrderNotFound));
        await Assert.ThrowsAsync<OrderNotFoundException>(() => cancel.Outcome);
        Assert.Empty(_again);
    }

    [Fact]
    public async Task An_open_outcome_is_left_to_the_attempts_after_the_first()
    {
        _time.Move(TimeSpan.FromTicks(5));
        FirstOrder order = Place("a");
        _script.Calls[^1].Fail(new IOException());
        Assert.Equal("again", (await order.Outcome).OrderId);

        FirstCancel cancel = Cancel();
        Answer(Result(0, ResultCode.Unknown));
        await Assert.ThrowsAsync<OrderNotFoundException>(() => cancel.Outcome);
        Assert.All(_again, each => Assert.IsType<UnknownOutcomeException>(each.Failure));
        Assert.Equal([5, 5], _again.Select(each => each.Start));
    }

    [Fact]
    public async Task Who_is_under_way_or_waits_ends_with_his_own_patience()
    {
        FirstOrder[] first = [.. Enumerable.Range(0, AccountCourier.MaximumUnderWay).Select(i => Place($"first-{i}"))];

        _time.Move(Patience / 2);
        FirstOrder waits = Place("waits");
        Assert.Equal(AccountCourier.MaximumUnderWay, _script.Calls.Count);

        _time.Move(Patience / 2);
        await Task.WhenAll(first.Select(each => each.Outcome));
        Assert.All(_again, each => Assert.IsType<UnknownOutcomeException>(each.Failure));
        Assert.False(waits.Outcome.IsCompleted);

        int before = _again.Count;
        _time.Move(Patience / 2);
        await waits.Outcome;
        Assert.Equal(AccountCourier.MaximumUnderWay, before);
    }

    // Attempts that end together are told from several threads.
    private void Note(MarketsException failure, long start)
    {
        lock (_again)
        {
            _again.Add((failure, start));
        }
    }

    private FirstOrder Place(string id)
    {
        var order = new FirstOrder(Market, Request, id, (_, failure, start) =>
        {
            Note(failure, start);
            return Task.FromResult(new OrderReceipt("BTCUSDT", "again", id, Attempts: 2));
        });
        Carry(order);
        return order;
    }

    private FirstCancel Cancel()
    {
        OrderKey key = OrderKey.ByClientId("a");
        var cancel = new FirstCancel(ClusterRequests.Cancel(Market, key), "BTCUSDT", key, (_, _, failure, start) =>
        {
            Note(failure, start);
            return Task.FromException(new OrderNotFoundException(failure.Error));
        });
        Carry(cancel);
        return cancel;
    }

    private void Carry(CarriedCommand command)
    {
        _courier.Carry(command);
        while (_ready.TryDequeue(out IThreadPoolWorkItem? item))
        {
            item.Execute();
        }
    }

    private void Answer(PlaceResult result) => _script.Calls[^1].Say(result);

    private static PlaceResult Result(long id, ResultCode code = ResultCode.Ok) => new(code, id, CoreStatus.Open, 0, 0, 1, id);
}
