using Conformance.Grains;
using Orleans;
using Orleans.Runtime;

namespace Conformance;

[Collection(ClusterTests.Name)]
public sealed class CallTests(ClusterFixture fixture)
{
    [Fact]
    public async Task A_late_response_is_a_timeout_for_the_caller_while_the_callee_runs_on()
    {
        var grain = fixture.Client.GetGrain<ILifeGrain>("slow");
        var call = grain.Slow("slow");
        await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.DoesNotContain("slow is done", Journal.Read("slow"));
        Gates.Get("slow").Open();
        await grain.Activation();
        Assert.Contains("slow is done", Journal.Read("slow"));
    }

    [Fact]
    public async Task Exceptions_reach_the_caller_with_type_and_message()
    {
        var grain = fixture.Client.GetGrain<ILifeGrain>("fails");
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => grain.Fail("as told"));
        Assert.Equal("as told", failure.Message);
        Assert.Equal(1, await grain.Activation());
    }

    [Fact]
    public async Task Errors_of_one_way_calls_vanish()
    {
        var grain = fixture.Client.GetGrain<ILifeGrain>("one way");
        await grain.FailQuietly("nobody sees this");
        Assert.Equal(1, await grain.Activation());
        Assert.Contains("failed quietly", Journal.Read("one way"));
    }

    [Fact]
    public async Task Cancelling_reaches_the_callee_and_ends_the_wait()
    {
        var grain = fixture.Client.GetGrain<ILifeGrain>("cancel");
        using var source = new CancellationTokenSource();
        var call = grain.WaitFor("cancel", source.Token);
        await Gates.Get("cancel").Reached;
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await grain.Activation();
        Assert.Contains("cancelled", Journal.Read("cancel"));
    }

    [Fact]
    public async Task Request_context_flows_down_and_not_back()
    {
        var grain = fixture.Client.GetGrain<ILifeGrain>("context");
        RequestContext.Set("name", "client");
        Assert.Equal("client, changed by the callee, hello", await grain.Context(true));
        Assert.Equal("client", RequestContext.Get("name"));
        RequestContext.Clear();
        Assert.Equal("nothing, hello", await grain.Context(false));
    }

    [Fact]
    public async Task Filters_run_in_order_of_registration_around_the_method()
    {
        var grain = fixture.Client.GetGrain<ILifeGrain>("filtered");
        Assert.Equal(101, await grain.Activation());
        Assert.Equal(
            ["outer before Activation", "inner before Activation", "inner after 1", "outer after 1"],
            Journal.Read("filtered").Where(line => line != "activate"));
    }

    [Fact]
    public async Task A_stateless_worker_has_several_activations_at_once()
    {
        var grain = fixture.Client.GetGrain<IWorkerGrain>(0);
        var first = grain.Wait("worker 1");
        await Gates.Get("worker 1").Reached;
        var second = grain.Wait("worker 2");
        await Gates.Get("worker 2").Reached;
        Gates.Get("worker 1").Open();
        Gates.Get("worker 2").Open();
        await Task.WhenAll(first, second);
    }

    [Fact]
    public void References_know_their_grain()
    {
        var grain = fixture.Client.GetGrain<IWalletGrain>(-12);
        Assert.Equal(-12, grain.GetPrimaryKeyLong());
        Assert.Equal("wallet", grain.GetGrainId().Type.ToString());
        Assert.Equal("a/b", fixture.Client.GetGrain<ILifeGrain>("a/b").GetPrimaryKeyString());
        Assert.Equal(grain, fixture.Client.GetGrain<IWalletGrain>(-12));
        Assert.NotEqual(grain, fixture.Client.GetGrain<IWalletGrain>(12));
        Assert.Equal(grain, grain.AsReference<IWalletGrain>());
    }
}
