using Conformance.Grains;
using Orleans.Storage;

namespace Conformance;

[Collection(ClusterTests.Name)]
public sealed class LifeTests(ClusterFixture fixture)
{
    [Fact]
    public async Task A_failed_activation_surfaces_and_the_next_call_tries_again()
    {
        var grain = fixture.Client.GetGrain<ILifeGrain>("bad-once");
        var failure = await Assert.ThrowsAsync<ArgumentException>(() => grain.Activation());
        Assert.Contains("as told", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, await grain.Activation());
    }

    [Fact]
    public async Task Deactivation_on_request_lets_the_next_call_activate_again()
    {
        var grain = fixture.Client.GetGrain<ILifeGrain>("ends");
        Assert.Equal(1, await grain.Activation());
        await grain.End();
        Assert.Equal(2, await grain.Activation());
        Assert.Equal(["activate", "deactivate ApplicationRequested", "activate"], Journal.Read("ends"));
    }

    [Fact]
    public async Task Requests_that_wait_for_a_deactivating_activation_go_to_the_next_one()
    {
        var grain = fixture.Client.GetGrain<ILifeGrain>("ends later");
        var gate = Gates.Get("ends later");
        var ending = grain.EndAfter("ends later");
        await gate.Reached;
        var waiting = grain.Activation();
        gate.Open();
        await ending;
        Assert.Equal(2, await waiting);
    }

    [Fact]
    public async Task State_is_read_before_activation_and_survives_it()
    {
        var grain = fixture.Client.GetGrain<IWalletGrain>(1);
        Assert.Equal(5, await grain.Add(5));
        await grain.End();
        Assert.Equal(5, await grain.Amount());
        Assert.Equal(1, await grain.Key());
        Assert.False(await grain.Clear());
        Assert.Equal(0, await grain.Amount());
    }

    [Fact]
    public async Task A_stale_write_fails_and_ends_the_activation()
    {
        var grain = fixture.Client.GetGrain<IWalletGrain>(2);
        Assert.Equal(5, await grain.Add(5));
        await grain.WriteBehindItsBack(50);
        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.Add(1));
        Assert.Equal(51, await grain.Add(1));
    }

    [Fact]
    public async Task Timers_survive_their_exceptions()
    {
        await fixture.Client.GetGrain<ITimerGrain>("failing").StartFailing("third tick");
        await Gates.Get("third tick").Reached;
    }

    [Fact]
    public async Task A_stopped_timer_does_not_tick() =>
        Assert.False(await fixture.Client.GetGrain<ITimerGrain>("stopped").StartAndStop());

    [Fact]
    public async Task Ticks_do_not_overlap()
    {
        var grain = fixture.Client.GetGrain<ITimerGrain>("overlaps");
        await grain.Overlaps("fifth tick");
        await Gates.Get("fifth tick").Reached;
        Assert.Equal(0, await grain.Overlaps("another fifth tick"));
    }

    [Fact]
    public async Task Reminders_are_found_removed_and_not_shorter_than_a_minute()
    {
        var grain = fixture.Client.GetGrain<IReminderGrain>("reminders");
        await Assert.ThrowsAsync<ArgumentException>(() => grain.Register("short", TimeSpan.Zero, TimeSpan.FromSeconds(59)));
        await grain.Register("long", TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1));
        Assert.True(await grain.Exists("long"));
        await grain.Remove("long");
        Assert.False(await grain.Exists("long"));
    }

    [Fact]
    public async Task A_reminder_calls_its_grain()
    {
        var grain = fixture.Client.GetGrain<IReminderGrain>("reminded");
        await grain.Register("tick", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2));
        await Gates.Get("tick").Reached;
        Assert.Contains("tick 00:02:00", Journal.Read("reminded"));
        await grain.Remove("tick");
    }

    [Fact]
    public void Startup_tasks_run_and_may_call_grains()
    {
        Assert.NotEmpty(Journal.Read("startup"));
        Assert.Contains("activate", Journal.Read("startup grain"));
    }
}
