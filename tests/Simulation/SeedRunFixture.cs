using System.Collections.Concurrent;
using System.Globalization;
using OrleansMarkets.Simulation.Reach;
using OrleansMarkets.Simulation.Venue;

namespace OrleansMarkets.Simulation;

/// <summary>Runs the seeds once for all tests: two at a time, each on a thread of its own.</summary>
public sealed class SeedRunFixture
{
    private const string SeedVariable = "ORLEANSMARKETS_SEED";
    private const string ScaleVariable = "ORLEANSMARKETS_TEST_SCALE";
    private const ulong Seeds = 200;
    private const ulong LongSeeds = 2_000;
    private const int Threads = 2;

    /// <summary>Runs the seeds.</summary>
    public SeedRunFixture()
    {
        ulong[] seeds = [.. Choose()];
        IsWhole = (ulong)seeds.Length >= Seeds;
        var results = new ConcurrentBag<SeedResult>();
        var next = -1;
        Thread[] threads = [.. Enumerable.Range(0, Math.Min(Threads, seeds.Length)).Select(_ => new Thread(() =>
        {
            for (int place = Interlocked.Increment(ref next); place < seeds.Length; place = Interlocked.Increment(ref next))
            {
                results.Add(SeedRun.Run(seeds[place]));
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Results = [.. results.OrderBy(result => result.Seed)];
        foreach (SeedResult result in Results)
        {
            Reach.Add(result.Reach);
        }
    }

    /// <summary>Whether all seeds ran, not one that somebody asked for.</summary>
    internal bool IsWhole { get; }

    internal IReadOnlyList<SeedResult> Results { get; }

    internal ReachCounters Reach { get; } = new();

    private static IEnumerable<ulong> Choose()
    {
        if (Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } range)
        {
            ulong[] ends = [.. range.Split('-').Select(end => ulong.Parse(end, CultureInfo.InvariantCulture))];
            for (ulong seed = ends[0]; seed <= ends[^1]; seed++)
            {
                yield return seed;
            }

            yield break;
        }

        bool isLong = Environment.GetEnvironmentVariable(ScaleVariable) == "long";
        for (ulong seed = 1; seed <= (isLong ? LongSeeds : Seeds); seed++)
        {
            yield return seed;
        }
    }
}
