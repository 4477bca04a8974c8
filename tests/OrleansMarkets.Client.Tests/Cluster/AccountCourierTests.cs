using OrleansMarkets.Client.Cluster;
using OrleansMarkets.Client.Tests.Scripted;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using CoreStatus = OrleansMarkets.Core.Matching.OrderStatus;
using CoreTime = OrleansMarkets.Core.Matching.TimeInForce;

namespace OrleansMarkets.Client.Tests.Cluster;

/// <summary>Which commands of an account share a call, and what becomes of each.</summary>
public sealed class AccountCourierTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly ScriptedAccount _script;
    private readonly AccountCourier _courier;
    private readonly StandingTime _time = new();
    private readonly Queue<IThreadPoolWorkItem> _ready = [];

    public AccountCourierTests()
    {
        (ICrossMarginGrain grain, _script) = ScriptedAccount.Make();
        _courier = new AccountCourier(grain, Patience, _time, _ready.Enqueue);
    }

    [Fact]
    public async Task A_caller_who_is_alone_has_a_call_of_his_own_at_once()
    {
        for (ulong id = 1; id <= 3; id++)
        {
            Task<PlaceResult> placed = _courier.Place(Order(id));
            Assert.Equal([id], IdsOf(Assert.IsType<SingleCall>(_script.Calls[^1])));
            _script.Calls[^1].Say(Result((long)id));
            Assert.Equal((long)id, (await placed).OrderId);
        }

        Assert.Equal((3, 3L), (_script.Calls.Count, _courier.Calls));
        Assert.Empty(_ready);
    }

    [Fact]
    public async Task What_comes_while_a_call_is_under_way_travels_together_in_its_order()
    {
        Task<PlaceResult> first = _courier.Place(Order(1));
        Task<PlaceResult>[] others = [_courier.Place(Order(2)), _courier.Cancel(Cancel(3)), _courier.Place(Order(4))];
        Assert.Single(_script.Calls);
        RunReady();
        Assert.Equal([2, 3, 4], IdsOf(Assert.IsType<BatchCall>(_script.Calls[1])));

        _script.Calls[1].Say(Result(2), Result(3, ResultCode.OrderNotFound), Result(4));
        Assert.Equal(
            [(2, ResultCode.Ok), (3, ResultCode.OrderNotFound), (4, ResultCode.Ok)],
            (await Task.WhenAll(others)).Select(result => (result.OrderId, result.Code)));
        Assert.False(first.IsCompleted);
        _script.Calls[0].Say(Result(1));
        Assert.Equal(1, (await first).OrderId);
    }

    [Fact]
    public async Task After_company_a_caller_waits_for_more_once_and_then_is_alone_again()
    {
        _ = _courier.Place(Order(1));
        Task<PlaceResult> second = _courier.Place(Order(2));
        Task<PlaceResult> third = _courier.Place(Order(3));
        RunReady();
        _script.Calls[0].Say(Result(1));
        _script.Calls[1].Say(Result(2), Result(3));
        await Task.WhenAll(second, third);

        Task<PlaceResult> fourth = _courier.Place(Order(4));
        Assert.Equal(2, _script.Calls.Count);
        RunReady();
        _script.Calls[2].Say(Result(4));
        await fourth;

        _ = _courier.Place(Order(5));
        Assert.Equal([5], IdsOf(_script.Calls[3]));
    }

    [Fact]
    public async Task No_more_calls_are_under_way_than_its_limit()
    {
        List<Task<PlaceResult>> placed = [];
        for (ulong id = 1; id <= AccountCourier.MaximumUnderWay; id++)
        {
            placed.Add(_courier.Place(Order(id)));
            RunReady();
        }

        Task<PlaceResult>[] waiting = [_courier.Place(Order(11)), _courier.Place(Order(12))];
        RunReady();
        Assert.Equal(AccountCourier.MaximumUnderWay, _script.Calls.Count);

        _script.Calls[2].Say(Result(3));
        await placed[2];
        RunReady();
        Assert.Equal([11, 12], IdsOf(_script.Calls[^1]));
        _script.Calls[^1].Say(Result(11), Result(12));
        Assert.Equal([11, 12], (await Task.WhenAll(waiting)).Select(result => result.OrderId));
    }

    [Fact]
    public void A_call_takes_as_many_commands_as_a_batch_may_have()
    {
        _ = _courier.Place(Order(1));
        for (ulong id = 2; id <= OrderBatch.MaximumItems + 2; id++)
        {
            _ = _courier.Place(Order(id));
        }

        RunReady();
        Assert.Equal(
            [1, OrderBatch.MaximumItems, 1], _script.Calls.Select(call => call.Commands.Count));
        Assert.Equal(
            Enumerable.Range(1, OrderBatch.MaximumItems + 2).Select(id => (ulong)id), _script.Calls.SelectMany(IdsOf));
    }

    [Fact]
    public void An_amendment_travels_with_amendments_only_and_overtakes_nothing()
    {
        _ = _courier.Place(Order(1));
        _ = _courier.Place(Order(2));
        _ = _courier.Amend(Amend(3));
        _ = _courier.Amend(Amend(4));
        _ = _courier.Place(Order(5));
        RunReady();
        Assert.Equal([[1], [2], [3, 4], [5]], _script.Calls.Select(IdsOf));
    }

    [Fact]
    public async Task A_call_that_fails_fails_all_its_commands_and_no_others()
    {
        Task<PlaceResult> first = _courier.Place(Order(1));
        Task<PlaceResult>[] lost = [_courier.Place(Order(2)), _courier.Cancel(Cancel(3))];
        RunReady();
        var failure = new TimeoutException();
        _script.Calls[1].Fail(failure);
        foreach (Task<PlaceResult> each in lost)
        {
            Assert.Same(failure, await Assert.ThrowsAsync<TimeoutException>(() => each));
        }

        _script.Calls[0].Fail(failure);
        Assert.Same(failure, await Assert.ThrowsAsync<TimeoutException>(() => first));
        Task<PlaceResult> next = _courier.Place(Order(4));
        RunReady();
        _script.Calls[^1].Say(Result(4));
        Assert.Equal(4, (await next).OrderId);
    }

    [Fact]
    public async Task A_batch_that_is_refused_is_refused_for_each_of_its_commands()
    {
        _ = _courier.Place(Order(1));
        Task<PlaceResult>[] refused = [_courier.Place(Order(2)), _courier.Place(Order(3))];
        RunReady();
        ((BatchCall)_script.Calls[1]).Refuse(ResultCode.Unavailable);
        Assert.All(await Task.WhenAll(refused), result => Assert.Equal(ResultCode.Unavailable, result.Code));
    }

    [Fact]
    public async Task An_answer_that_does_not_fit_fails_and_leaves_nobody_waiting()
    {
        _ = _courier.Place(Order(1));
        Task<PlaceResult>[] unanswered = [_courier.Place(Order(2)), _courier.Place(Order(3))];
        RunReady();
        _script.Calls[1].Say(Result(2));
        foreach (Task<PlaceResult> each in unanswered)
        {
            await Assert.ThrowsAsync<ProtocolException>(() => each);
        }
    }

    [Fact]
    public async Task When_too_many_wait_orders_are_refused_unsent_and_cancels_still_go()
    {
        _ = _courier.Place(Order(1));
        for (ulong id = 0; id < AccountCourier.MaximumWaiting; id++)
        {
            Assert.False(_courier.Place(Order(2 + id)).IsCompleted);
        }

        var refusal = await Assert.ThrowsAsync<ExchangeUnavailableException>(() => _courier.Place(Order(9_000)));
        Assert.Equal((int)ResultCode.Unavailable, refusal.Error.Code);
        await Assert.ThrowsAsync<ExchangeUnavailableException>(() => _courier.Amend(Amend(9_001)));
        for (ulong id = AccountCourier.MaximumWaiting; id < AccountCourier.MaximumWaitingWithCancels; id++)
        {
            Assert.False(_courier.Cancel(Cancel(10_000 + id)).IsCompleted);
        }

        await Assert.ThrowsAsync<ExchangeUnavailableException>(() => _courier.Cancel(Cancel(30_000)));
    }

    [Fact]
    public async Task What_waited_too_long_is_not_sent_any_more()
    {
        _ = _courier.Place(Order(1));
        Task<PlaceResult> late = _courier.Place(Order(2));
        _time.Move(Patience);
        Task<PlaceResult> fresh = _courier.Place(Order(3));
        _time.Move(TimeSpan.FromTicks(1));
        RunReady();
        Assert.True(late.IsFaulted);
        await Assert.ThrowsAsync<ExchangeUnavailableException>(() => late);
        Assert.Equal([[1], [3]], _script.Calls.Select(IdsOf));
        Assert.False(fresh.IsCompleted);
    }

    private static PlaceOrder Order(ulong id) =>
        new(new CommandKey(0, id), "M", Side.Buy, OrderType.Limit, CoreTime.GoodTillCancelled, OrderFlags.None, 1, 1, 0);

    private static AmendRequest Amend(ulong id) => new(new CommandKey(0, id), "M", 1, default, 2, 0, 0);

    private static CancelRequest Cancel(ulong id) => new(new CommandKey(0, id), "M", 1, default, 0);

    private static PlaceResult Result(long id, ResultCode code = ResultCode.Ok) => new(code, id, CoreStatus.Open, 0, 0, 1, id);

    private static ulong[] IdsOf(AccountCall call) => [.. call.Commands.Select(command => command switch
    {
        PlaceOrder order => order.Id.Low,
        AmendRequest amendment => amendment.Id.Low,
        _ => ((CancelRequest)command).Id.Low,
    })];

    private void RunReady()
    {
        while (_ready.TryDequeue(out IThreadPoolWorkItem? item))
        {
            item.Execute();
        }
    }
}
