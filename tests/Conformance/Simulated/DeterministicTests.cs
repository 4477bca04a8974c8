using Conformance.Grains;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Simulation;

namespace Conformance.Simulated;

/// <summary>The grains of the suite on the deterministic scheduler, under many seeds: what holds on silos holds in every order.</summary>
public sealed class DeterministicTests
{
    private const int Seeds = 30;

    [Fact]
    public void Requests_of_a_grain_that_is_not_reentrant_exclude_each_other_in_every_order() => ForEachSeed((cluster, key) => async () =>
    {
        var grain = cluster.Client.GetGrain<ITurnGrain>(key);
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => grain.Increment()));
        Assert.Equal(Enumerable.Range(1, 50), results.Order());
    });

    [Fact]
    public void Reentrant_requests_interleave_in_every_order() => ForEachSeed((cluster, key) => async () =>
    {
        var grain = cluster.Client.GetGrain<IReentrantTurnGrain>(key);
        var blocked = grain.Wait(key);
        await Gates.Get(key).Reached;
        Assert.Equal("quick", await grain.Quick());
        var most = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => grain.MostAtOnce()));
        Assert.Equal(1, most.Max());
        Gates.Get(key).Open();
        await blocked;
    });

    [Fact]
    public void A_blocked_grain_lets_only_interleaving_requests_in() => ForEachSeed((cluster, key) => async () =>
    {
        var grain = cluster.Client.GetGrain<ITurnGrain>(key);
        var reading = grain.WaitReading(key);
        await Gates.Get(key).Reached;
        var writing = grain.Quick();
        Assert.Equal("reading", await grain.QuickReading());
        Assert.Equal("always", await grain.QuickAlways());
        await grain.QuickReading();
        Assert.False(writing.IsCompleted);
        Gates.Get(key).Open();
        await reading;
        Assert.Equal("quick", await writing);
    });

    [Fact]
    public void Queued_timer_ticks_wait_for_the_running_request() => ForEachSeed((cluster, key) => async () =>
    {
        var grain = cluster.Client.GetGrain<ITurnGrain>(key);
        await grain.StartTimer(key + " queued", interleave: false, TimeSpan.FromSeconds(1));
        await grain.StartTimer(key + " interleaved", interleave: true, TimeSpan.FromSeconds(1));
        var blocking = grain.Wait(key);
        await Gates.Get(key + " interleaved").Reached;
        Assert.True(Gates.Get(key).Reached.IsCompleted);
        Assert.False(Gates.Get(key + " queued").Reached.IsCompleted);
        Gates.Get(key).Open();
        await blocking;
        await Gates.Get(key + " queued").Reached;
    });

    [Fact]
    public void Arguments_and_results_are_copied() => ForEachSeed((cluster, key) => async () =>
        Assert.True(await cluster.Client.GetGrain<ICopyGrain>(key).CallAndCompare()));

    [Fact]
    public void Requests_go_on_to_the_next_activation() => ForEachSeed((cluster, key) => async () =>
    {
        var grain = cluster.Client.GetGrain<ILifeGrain>(key);
        var ending = grain.EndAfter(key);
        await Gates.Get(key).Reached;
        var waiting = grain.Activation();
        Gates.Get(key).Open();
        await ending;
        Assert.Equal(2, await waiting);
        Assert.Equal(["activate", "deactivate ApplicationRequested", "activate"], Journal.Read(key));
    });

    [Fact]
    public void Filters_and_request_context_do_as_on_real_silos() => ForEachSeed((cluster, key) => async () =>
    {
        RequestContext.Set("name", "client");
        Assert.Equal("client, changed by the callee, hello", await cluster.Client.GetGrain<ILifeGrain>(key).Context(true));
        Assert.Equal("client", RequestContext.Get("name"));
        Assert.Equal(101, await cluster.Client.GetGrain<ILifeGrain>("filtered " + key).Activation());
    });

    [Fact]
    public void Calls_that_are_not_awaited_arrive_in_any_order()
    {
        var isSorted = new List<bool>();
        ForEachSeed((cluster, key) => async () =>
        {
            var grain = cluster.Client.GetGrain<ITurnGrain>(key);
            var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => grain.Increment()));
            isSorted.Add(results.SequenceEqual(results.Order()));
        }, new FaultPlan { MaxDelay = TimeSpan.FromMilliseconds(5) });
        Assert.Contains(false, isSorted);
    }

    [Fact]
    public void State_survives_deactivations_and_stale_writes_fail() => ForEachSeed((cluster, key) => async () =>
    {
        var grain = cluster.Client.GetGrain<IWalletGrain>(key.Length);
        Assert.Equal(5, await grain.Add(5));
        await grain.End();
        Assert.Equal(6, await grain.Add(1));
        await grain.WriteBehindItsBack(50);
        await Assert.ThrowsAsync<Orleans.Storage.InconsistentStateException>(() => grain.Add(1));
        Assert.Equal(51, await grain.Add(1));
    });

    [Fact]
    public void A_full_queue_refuses_further_requests()
    {
        using var cluster = Build(
            1, null, silo => silo.Configure<SiloMessagingOptions>(options => options.MaxEnqueuedRequestsHardLimit = 3));
        cluster.Run(async () =>
        {
            var grain = cluster.Client.GetGrain<ITurnGrain>("full");
            var blocking = grain.Wait("full");
            await Gates.Get("full").Reached;
            var waiting = Enumerable.Range(0, 3).Select(_ => grain.Quick()).ToArray();
            await Task.Delay(TimeSpan.FromSeconds(1), cluster.Clock);
            await Assert.ThrowsAsync<LimitExceededException>(() => grain.Quick());
            Gates.Get("full").Open();
            await blocking;
            await Task.WhenAll(waiting);
        });
    }

    [Fact]
    public void A_graceful_stop_moves_grains_and_a_kill_does_not_deactivate_them()
    {
        using var cluster = Build(1, null);
        cluster.Run(async () =>
        {
            await cluster.Client.GetGrain<ILifeGrain>("stop").Activation();
            await cluster.StopSiloAsync(HomeOf(cluster, "stop"));
            Assert.Equal(2, await cluster.Client.GetGrain<ILifeGrain>("stop").Activation());
            Assert.Equal(["activate", "deactivate ShuttingDown", "activate"], Journal.Read("stop"));
            cluster.KillSilo(HomeOf(cluster, "stop"));
            await Task.Delay(TimeSpan.FromMinutes(2), cluster.Clock);
            Assert.DoesNotContain(cluster.Silos, silo => silo.IsActive);
            await Assert.ThrowsAsync<SiloUnavailableException>(() => cluster.Client.GetGrain<ILifeGrain>("stop").Activation());
            await cluster.StartSiloAsync("silo-0");
            Assert.Equal(3, await cluster.Client.GetGrain<ILifeGrain>("stop").Activation());
            Assert.Single(Journal.Read("stop"), line => line.StartsWith("deactivate", StringComparison.Ordinal));
        });
    }

    private static string HomeOf(DeterministicCluster cluster, string key) =>
        cluster.Silos.Single(silo => silo.IsActive && silo.ActiveGrains.Any(grain => grain.Key.ToString() == key)).Name;

    private static void ForEachSeed(
        Func<DeterministicCluster, string, Func<Task>> code,
        FaultPlan? faults = null,
        [System.Runtime.CompilerServices.CallerMemberName] string name = "")
    {
        for (var seed = 1UL; seed <= Seeds; seed++)
        {
            using var cluster = Build(seed, faults);
            cluster.Run(code(cluster, $"{name} {seed}"));
        }
    }

    private static DeterministicCluster Build(ulong seed, FaultPlan? faults, Action<ISiloBuilder>? configure = null) =>
        new(new DeterministicClusterOptions
        {
            Seed = seed,
            SiloCount = 2,
            Faults = faults,
            MaxSteps = 1_000_000,
            ConfigureSilo = (_, silo) =>
            {
                silo.Services.AddSingleton(new Greeting(", hello"));
                silo.AddMemoryGrainStorage("memory");
                silo.UseInMemoryReminderService();
                silo.AddIncomingGrainCallFilter(new JournalingFilter("outer"));
                silo.AddIncomingGrainCallFilter(new JournalingFilter("inner"));
                configure?.Invoke(silo);
            },
        });
}
