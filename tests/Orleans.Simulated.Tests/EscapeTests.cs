using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Simulated.Tests.Grains;
using Orleans.Simulation;

namespace Orleans.Simulated.Tests;

[Collection(Alone)]
public sealed class EscapeTests
{
    /// <summary>Strays need a free thread: other tests that keep the pool busy would delay them.</summary>
    public const string Alone = "alone";

    [Fact]
    public void Code_that_comes_back_from_another_thread_fails_the_run() => AssertEscape(grain => grain.RunElsewhere());

    [Fact]
    public void Code_that_leaves_the_scheduler_silently_fails_the_run() => AssertEscape(grain => grain.LeaveScheduler());

    [Fact]
    public void A_call_from_outside_of_every_scheduler_fails_the_run() => AssertEscape(grain => grain.LeaveSchedulerAndCall());

    [Fact]
    public void Passing_on_a_task_is_no_escape()
    {
        using var cluster = new DeterministicCluster(new DeterministicClusterOptions());
        cluster.Run(() => cluster.Client.GetGrain<IEscapeGrain>("a").PassOn());
        Assert.Equal(0, cluster.Statistics.Timeouts);
    }

    [Fact]
    public async Task A_timer_created_on_another_thread_fails_the_run()
    {
        using var cluster = new DeterministicCluster(new DeterministicClusterOptions());
        var clock = cluster.Clock;
        Exception? seen = null;
        var elsewhere = new Thread(() =>
        {
            seen = Record.Exception(() => clock.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));
        });
        elsewhere.Start();
        elsewhere.Join();
        await Task.CompletedTask;
        Assert.IsType<SimulationEscapeException>(seen);
        Assert.Throws<SimulationEscapeException>(() => cluster.RunFor(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void A_run_that_waits_for_nothing_is_reported_with_what_is_open()
    {
        using var cluster = new DeterministicCluster(new DeterministicClusterOptions());
        var stuck = Assert.Throws<SimulationException>(() => cluster.Run(() => new TaskCompletionSource().Task));
        Assert.Contains("Nothing is runnable", stuck.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_that_never_ends_is_reported_when_there_is_no_response_timeout()
    {
        using var cluster = new DeterministicCluster(new DeterministicClusterOptions
        {
            ConfigureClient = client => client.Services.Configure<ClientMessagingOptions>(
                options => options.ResponseTimeout = Timeout.InfiniteTimeSpan),
        });
        var grain = cluster.Client.GetGrain<IEscapeGrain>("a");
        var stuck = Assert.Throws<SimulationException>(() => cluster.Run(grain.WaitForNothing));
        Assert.Contains("IEscapeGrain.WaitForNothing on escape/a", stuck.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_with_too_many_steps_is_stopped_and_shows_its_last_decisions()
    {
        using var cluster = new DeterministicCluster(new DeterministicClusterOptions { MaxSteps = 1000 });
        var stopped = Assert.Throws<SimulationException>(() => cluster.Run(() => cluster.Client.GetGrain<IEscapeGrain>("a").Loop()));
        Assert.Contains("escape/a@silo-0", stopped.Message, StringComparison.Ordinal);
        Assert.NotEmpty(cluster.Trace);
    }

    private static void AssertEscape(Func<IEscapeGrain, Task> call)
    {
        using var cluster = new DeterministicCluster(new DeterministicClusterOptions());
        var escape = Assert.Throws<SimulationEscapeException>(() => cluster.Run(() => call(cluster.Client.GetGrain<IEscapeGrain>("a"))));
        Assert.Contains("Escape", escape.Message, StringComparison.Ordinal);
    }
}
