using OrleansMarkets.Simulation.Checks;
using OrleansMarkets.Simulation.Reach;

namespace OrleansMarkets.Simulation.Venue;

/// <summary>What one seed gave.</summary>
internal sealed class SeedResult(ulong seed)
{
    public ulong Seed { get; } = seed;

    public Violations Violations { get; } = new();

    public ReachCounters Reach { get; } = new();

    /// <summary>Why the run itself failed, or null.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Hash over all scheduling decisions.</summary>
    public ulong TraceHash { get; set; }

    /// <summary>The plan, the counters and the last decisions, for a report.</summary>
    public string Story { get; set; } = string.Empty;

    /// <summary>Records of all logs.</summary>
    public long Records { get; set; }

    /// <summary>Operations of all clients.</summary>
    public int Operations { get; set; }

    public bool IsGood => Failure is null && Violations.IsEmpty;

    public override string ToString() =>
        $"""
        seed {Seed}: {Violations.Invariants.Count} invariants broken
        {Violations}
        {Failure}
        {Story}
        Once more: ORLEANSMARKETS_SEED={Seed} dotnet test tests/Simulation -c Release
        """;
}
