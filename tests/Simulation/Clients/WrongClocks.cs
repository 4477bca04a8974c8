using Orleans.Simulation;

namespace OrleansMarkets.Simulation.Clients;

/// <summary>Sets the clock of one silo after the other wrong for a while, by more than a silo may differ that owns books.</summary>
internal sealed class WrongClocks
{
    /// <summary>The furthest that a clock goes wrong.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Allowed = TimeSpan.FromMilliseconds(250);

    // The store's answer may be on its way while a clock goes wrong.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private DeterministicCluster? _cluster;
    private string? _silo;
    private DateTimeOffset _since;

    /// <summary>Whether a silo's clock has been wrong for long enough that it must have noticed.</summary>
    public bool IsWrong(string silo) =>
        silo == _silo
        && _cluster!.Clock.GetUtcNow() - _since > Grace
        && (_cluster.Silos.Last(each => each.Name == silo).Clock.GetUtcNow() - _cluster.Clock.GetUtcNow()).Duration() > Allowed;

    /// <summary>Sets clocks wrong until a time, when all are right again.</summary>
    public async Task RunAsync(DeterministicCluster cluster, TimeSpan interval, DateTimeOffset until)
    {
        if (interval == TimeSpan.Zero)
        {
            return;
        }

        _cluster = cluster;
        SimulationRandom random = cluster.CreateRandom("wrong clocks");
        while (cluster.Clock.GetUtcNow() < until)
        {
            await Task.Delay(random.NextAround(interval), cluster.Clock);
            string[] names = [.. cluster.Silos.Where(silo => silo.IsActive).Select(silo => silo.Name)];
            if (names.Length > 0)
            {
                string silo = names[random.Next(names.Length)];
                Set(silo, random.NextTimeSpan(Least, Most) * (random.Chance(0.5) ? 1 : -1));
                await Task.Delay(random.NextTimeSpan(Shortest, Longest), cluster.Clock);
                _silo = null;
                cluster.SetClock(silo, TimeSpan.Zero);
            }
        }
    }

    private void Set(string silo, TimeSpan ahead)
    {
        _silo = silo;
        _since = _cluster!.Clock.GetUtcNow();
        _cluster.SetClock(silo, ahead);
    }
}
