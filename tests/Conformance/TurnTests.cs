using Conformance.Grains;

namespace Conformance;

[Collection(ClusterTests.Name)]
public sealed class TurnTests(ClusterFixture fixture)
{
    [Fact]
    public async Task A_request_waits_until_the_one_before_it_is_done()
    {
        var grain = fixture.Client.GetGrain<ITurnGrain>("queue");
        var gate = Gates.Get("queue");
        var first = grain.Wait("queue");
        await gate.Reached;
        var second = grain.Quick();
        Assert.Equal("always", await grain.QuickAlways());
        Assert.False(second.IsCompleted);
        gate.Open();
        await first;
        Assert.Equal("quick", await second);
    }

    [Fact]
    public async Task Read_only_requests_interleave_with_each_other_only()
    {
        var grain = fixture.Client.GetGrain<ITurnGrain>("read");
        var gate = Gates.Get("read");
        var first = grain.WaitReading("read");
        await gate.Reached;
        Assert.Equal("reading", await grain.QuickReading());
        var writer = grain.Quick();
        Assert.Equal("always", await grain.QuickAlways());
        Assert.False(writer.IsCompleted);
        gate.Open();
        await first;
        await writer;
    }

    [Fact]
    public async Task Reentrant_requests_interleave_but_never_run_at_the_same_time()
    {
        var grain = fixture.Client.GetGrain<IReentrantTurnGrain>("reentrant");
        var gate = Gates.Get("reentrant");
        var first = grain.Wait("reentrant");
        await gate.Reached;
        Assert.Equal("quick", await grain.Quick());
        var most = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => grain.MostAtOnce()));
        Assert.Equal(1, most.Max());
        gate.Open();
        await first;
    }

    [Fact]
    public async Task Requests_of_a_grain_that_is_not_reentrant_exclude_each_other()
    {
        var grain = fixture.Client.GetGrain<ITurnGrain>("increment");
        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => grain.Increment()));
        Assert.Equal(Enumerable.Range(1, 100), results.Order());
    }

    [Fact]
    public async Task A_timer_tick_queues_like_a_request_unless_it_interleaves()
    {
        var grain = fixture.Client.GetGrain<ITurnGrain>("timer queue");
        var gate = Gates.Get("timer queue");
        var blocking = grain.StartTimersAndWait("timer queue", "queueing tick", "interleaving tick");
        await gate.Reached;
        await Gates.Get("interleaving tick").Reached;
        Assert.False(Gates.Get("queueing tick").Reached.IsCompleted);
        gate.Open();
        await blocking;
        await Gates.Get("queueing tick").Reached;
    }
}
