using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Simulated.Tests.Grains;
using Orleans.Simulation;

namespace Orleans.Simulated.Tests;

/// <summary>A cluster of ledger grains over one shared book.</summary>
internal sealed class LedgerCluster : IDisposable
{
    public LedgerCluster(ulong seed, int silos, FaultPlan? faults)
    {
        Cluster = new DeterministicCluster(new DeterministicClusterOptions
        {
            Seed = seed,
            SiloCount = silos,
            Faults = faults,
            MaxSteps = 5_000_000,
            ConfigureSilo = (_, silo) =>
            {
                silo.Services.AddSingleton(Book);
                silo.UseInMemoryReminderService();
            },
        });
    }

    public LedgerBook Book { get; } = new();

    public DeterministicCluster Cluster { get; }

    public ILedgerGrain Ledger(string key) => Cluster.Client.GetGrain<ILedgerGrain>(key);

    /// <summary>Repeats a deposit under its id until it is known to be done.</summary>
    public async Task<long> DepositSurely(string key, string id, long amount)
    {
        const int MaxTries = 1000;
        for (var i = 0; i < MaxTries; i++)
        {
            try
            {
                return await Ledger(key).Deposit(id, amount);
            }
            catch (Exception failure) when (failure is TimeoutException or Orleans.Runtime.OrleansException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), Cluster.Clock);
            }
        }

        throw new InvalidOperationException($"{id} was tried {MaxTries} times.");
    }

    public void Dispose() => Cluster.Dispose();
}
