using Orleans.Runtime;
using Orleans.Simulation;

namespace Orleans.Simulated.Tests;

public sealed class FaultTests
{
    private static readonly FaultPlan Quiet = new()
    {
        MinDetection = TimeSpan.FromSeconds(5),
        MaxDetection = TimeSpan.FromSeconds(5),
        SilentLossRate = 0,
    };

    [Fact]
    public void A_crash_is_noticed_later_and_the_grain_lives_on_elsewhere()
    {
        using var ledgers = new LedgerCluster(1, 2, Quiet);
        var cluster = ledgers.Cluster;
        cluster.Run(async () =>
        {
            Assert.Equal(1, await ledgers.Ledger("a").Activation());
            var home = Home(cluster);
            cluster.KillSilo(home, restartAfter: TimeSpan.FromMinutes(1));
            var started = cluster.Clock.GetTimestamp();
            await Assert.ThrowsAsync<SiloUnavailableException>(() => ledgers.Ledger("a").Activation());
            Assert.Equal(TimeSpan.FromSeconds(5), cluster.Clock.GetElapsedTime(started));
            Assert.Equal(2, await ledgers.Ledger("a").Activation());
            Assert.NotEqual(home, Home(cluster));
            await Task.Delay(TimeSpan.FromMinutes(2), cluster.Clock);
            Assert.All(cluster.Silos, silo => Assert.True(silo.IsActive));
        });
        Assert.Equal(1, cluster.Statistics.Crashes);
    }

    [Fact]
    public void A_short_pause_only_delays()
    {
        using var ledgers = new LedgerCluster(1, 2, Quiet);
        var cluster = ledgers.Cluster;
        cluster.Run(async () =>
        {
            Assert.Equal(1, await ledgers.Ledger("a").Activation());
            var started = cluster.Clock.GetTimestamp();
            cluster.PauseSilo(Home(cluster), TimeSpan.FromSeconds(4));
            Assert.Equal(1, await ledgers.Ledger("a").Activation());
            Assert.Equal(TimeSpan.FromSeconds(4), cluster.Clock.GetElapsedTime(started));
        });
        Assert.Equal(0, cluster.Statistics.Zombies);
    }

    [Fact]
    public void After_a_long_pause_the_old_activation_runs_beside_the_new_one_until_its_silo_dies()
    {
        using var ledgers = new LedgerCluster(3, 2, Quiet with { MaxZombie = TimeSpan.FromSeconds(30) });
        var cluster = ledgers.Cluster;
        cluster.Run(async () =>
        {
            await ledgers.Ledger("a").Beat();
            cluster.PauseSilo(Home(cluster), TimeSpan.FromSeconds(20));
            await Task.Delay(TimeSpan.FromSeconds(10), cluster.Clock);
            await ledgers.Ledger("a").Beat();
            Assert.Equal(2, await ledgers.Ledger("a").Activation());
            await Task.Delay(TimeSpan.FromMinutes(3), cluster.Clock);
            Assert.Equal(2, await ledgers.Ledger("a").Activation());
        });
        Assert.Equal(1, cluster.Statistics.Zombies);
        var beats = ledgers.Book.Beats;
        var firstOfSuccessor = beats.FindIndex(beat => beat.StartsWith("2 ", StringComparison.Ordinal));
        var lastOfZombie = beats.FindLastIndex(beat => beat.StartsWith("1 ", StringComparison.Ordinal));
        Assert.InRange(firstOfSuccessor, 0, lastOfZombie - 1);
        Assert.StartsWith("2 ", beats[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Lost_requests_and_responses_time_out()
    {
        using var ledgers = new LedgerCluster(1, 2, Quiet with { RequestDropRate = 0.3, ResponseDropRate = 0.3 });
        ledgers.Cluster.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                await ledgers.DepositSurely("a", $"deposit {i}", 1);
            }

            ledgers.Cluster.Faults.Stop();
            Assert.Equal(20, await ledgers.Ledger("a").Deposit("last", 0));
        });
        var statistics = ledgers.Cluster.Statistics;
        Assert.True(statistics.RequestsDropped > 0 && statistics.ResponsesDropped > 0);
        Assert.Equal(statistics.RequestsDropped + statistics.ResponsesDropped, statistics.Timeouts);
    }

    [Fact]
    public void Delays_are_within_the_plan()
    {
        var plan = Quiet with { MinDelay = TimeSpan.FromMilliseconds(10), MaxDelay = TimeSpan.FromMilliseconds(20) };
        using var ledgers = new LedgerCluster(1, 2, plan);
        ledgers.Cluster.Run(async () =>
        {
            await ledgers.Ledger("a").Activation();
            for (var i = 0; i < 10; i++)
            {
                var started = ledgers.Cluster.Clock.GetTimestamp();
                await ledgers.Ledger("a").Activation();
                Assert.InRange(ledgers.Cluster.Clock.GetElapsedTime(started).TotalMilliseconds, 20, 40);
            }
        });
    }

    [Fact]
    public void A_cut_network_loses_one_direction()
    {
        using var ledgers = new LedgerCluster(1, 1, Quiet);
        ledgers.Cluster.Run(async () =>
        {
            await ledgers.Ledger("a").Activation();
            ledgers.Cluster.CutNetwork("silo-0", null, TimeSpan.FromSeconds(10));
            await Assert.ThrowsAsync<TimeoutException>(() => ledgers.Ledger("a").Deposit("one", 5));
            Assert.Equal(5, await ledgers.Ledger("a").Deposit("two", 0));
        });
    }

    [Fact]
    public void Duplicate_activations_appear_without_any_fault_of_a_silo_and_end()
    {
        using var ledgers = new LedgerCluster(1, 3, Quiet with { DuplicateActivationRate = 0.2 });
        ledgers.Cluster.Run(async () =>
        {
            var seen = new HashSet<int>();
            for (var i = 0; i < 50; i++)
            {
                seen.Add(await ledgers.Ledger("a").Activation());
            }

            Assert.True(seen.Count > 1);
            ledgers.Cluster.Faults.Stop();
            await Task.Delay(TimeSpan.FromSeconds(1), ledgers.Cluster.Clock);
        });
        Assert.True(ledgers.Cluster.Statistics.DuplicateActivations > 0);
        Assert.Single(ledgers.Cluster.Silos.SelectMany(silo => silo.ActiveGrains));
    }

    [Fact]
    public void Reminders_wake_grains_and_are_missed_and_doubled_as_planned()
    {
        using var ledgers = new LedgerCluster(1, 3, Quiet with { ReminderMissRate = 0.3, ReminderDuplicateRate = 0.3 });
        var cluster = ledgers.Cluster;
        cluster.Run(async () =>
        {
            await ledgers.Ledger("a").Remind(TimeSpan.FromMinutes(20));
            await Assert.ThrowsAsync<ArgumentException>(() => ledgers.Ledger("a").Remind(TimeSpan.FromSeconds(59)));
        });
        cluster.RunFor(TimeSpan.FromHours(20) + TimeSpan.FromSeconds(1));
        var statistics = cluster.Statistics;
        Assert.True(statistics.ReminderMisses > 5 && statistics.ReminderDuplicates > 5);
        Assert.Equal(60, statistics.ReminderTicks + statistics.ReminderMisses - statistics.ReminderDuplicates);
        Assert.Equal(statistics.ReminderTicks, ledgers.Book.Reminded);
        Assert.True(statistics.Activations > 10);
    }

    [Fact]
    public void Reminders_survive_the_crash_of_every_silo()
    {
        using var ledgers = new LedgerCluster(1, 2, Quiet);
        var cluster = ledgers.Cluster;
        cluster.Run(() => ledgers.Ledger("a").Remind(TimeSpan.FromMinutes(1)));
        cluster.KillSilo("silo-0", TimeSpan.FromMinutes(3));
        cluster.KillSilo("silo-1", TimeSpan.FromMinutes(3));
        cluster.RunFor(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));
        Assert.InRange(ledgers.Book.Reminded, 6, 8);
    }

    [Fact]
    public void Clocks_of_silos_differ_within_the_plan()
    {
        using var ledgers = new LedgerCluster(1, 3, Quiet with { MaxClockSkew = TimeSpan.FromSeconds(1) });
        var skews = ledgers.Cluster.Silos.Select(silo => silo.Clock.GetUtcNow() - ledgers.Cluster.Clock.GetUtcNow()).ToArray();
        Assert.Equal(3, skews.Distinct().Count());
        Assert.All(skews, skew => Assert.InRange(skew.TotalSeconds, -1, 1));
    }

    [Fact]
    public void Drawn_plans_differ_and_repeat()
    {
        var plans = Enumerable.Range(1, 50).Select(seed => FaultPlan.Draw((ulong)seed)).ToArray();
        Assert.Equal(50, plans.Distinct().Count());
        Assert.Equal(plans, Enumerable.Range(1, 50).Select(seed => FaultPlan.Draw((ulong)seed)));
        Assert.Contains(plans, plan => plan.CrashInterval == TimeSpan.Zero);
        Assert.Contains(plans, plan => plan.CrashInterval > TimeSpan.Zero);
        Assert.Equal(FaultPlan.None, FaultPlan.Draw(1, 0));
    }

    private static string Home(DeterministicCluster cluster) =>
        cluster.Silos.Single(silo => silo.IsActive && silo.ActiveGrains.Count > 0).Name;
}
