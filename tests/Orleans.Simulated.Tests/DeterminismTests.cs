using Orleans.Simulation;

namespace Orleans.Simulated.Tests;

public sealed class DeterminismTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_same_seed_gives_the_same_run(int seed)
    {
        var first = Workload((ulong)seed);
        var second = Workload((ulong)seed);
        Assert.Equal(first, second);
        Assert.NotEqual(first, Workload((ulong)seed + 100));
    }

    [Fact]
    public void Money_is_conserved_under_every_mixture_of_faults()
    {
        for (var seed = 1UL; seed <= 40; seed++)
        {
            Workload(seed);
        }
    }

    [Fact]
    public void A_run_without_faults_depends_on_its_seed_only_in_order()
    {
        using var one = new LedgerCluster(1, 3, null);
        using var two = new LedgerCluster(2, 3, null);
        var first = one.Cluster.Run(() => Deposits(one, 20));
        var second = two.Cluster.Run(() => Deposits(two, 20));
        Assert.Equal(first, second);
        Assert.NotEqual(one.Cluster.TraceHash, two.Cluster.TraceHash);
    }

    private static string Workload(ulong seed)
    {
        var plan = FaultPlan.Draw(seed, 3);
        using var ledgers = new LedgerCluster(seed, 3, plan);
        var sums = ledgers.Cluster.Run(async () =>
        {
            var result = await Deposits(ledgers, 60);
            await Task.Delay(TimeSpan.FromMinutes(10), ledgers.Cluster.Clock);
            ledgers.Cluster.Faults.Stop();
            await Task.Delay(TimeSpan.FromMinutes(5), ledgers.Cluster.Clock);

            // Calm: every ledger answers at the first try, and every deposit counts once.
            for (var i = 0; i < 5; i++)
            {
                Assert.Equal(12 * (i + 1), await ledgers.Ledger($"ledger {i}").Deposit($"last {i}", 0));
            }

            return result;
        });
        Assert.Equal(60, sums.Length);
        return ledgers.Cluster.ToString();
    }

    private static async Task<long[]> Deposits(LedgerCluster ledgers, int count)
    {
        var random = ledgers.Cluster.CreateRandom("client");
        var deposits = new List<Task<long>>();
        for (var i = 0; i < count; i++)
        {
            deposits.Add(ledgers.DepositSurely($"ledger {i % 5}", $"deposit {i}", (i % 5) + 1));
            await Task.Delay(random.NextTimeSpan(TimeSpan.Zero, TimeSpan.FromSeconds(10)), ledgers.Cluster.Clock);
        }

        var sums = await Task.WhenAll(deposits);
        return [.. sums.Order()];
    }
}
