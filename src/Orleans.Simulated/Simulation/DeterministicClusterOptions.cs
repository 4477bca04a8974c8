namespace Orleans.Simulation;

/// <summary>What a deterministic cluster is made of.</summary>
public sealed record DeterministicClusterOptions
{
    /// <summary>Equal seeds (and equal code) give equal runs.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Number of silos.</summary>
    public int SiloCount { get; init; } = 1;

    /// <summary>Virtual time at the start.</summary>
    public DateTimeOffset StartTime { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The faults; null for a cluster without a network: messages arrive at once.</summary>
    public FaultPlan? Faults { get; init; }

    /// <summary>Whether faults are injected from the start; otherwise from <see cref="FaultInjector.Start"/>.</summary>
    public bool StartFaults { get; init; } = true;

    /// <summary>Adds services to every silo; called with the name of the silo for every incarnation.</summary>
    public Action<string, ISiloBuilder>? ConfigureSilo { get; init; }

    /// <summary>Adds services to the client.</summary>
    public Action<IClientBuilder>? ConfigureClient { get; init; }

    /// <summary>Turns after which a run fails.</summary>
    public long MaxSteps { get; init; } = long.MaxValue;

    /// <summary>Virtual time that a turn takes; zero lets time pass only when nothing is runnable.</summary>
    public TimeSpan TurnCost { get; init; }

    /// <summary>Whether the contracts of all loaded assemblies are checked at start.</summary>
    public bool CheckContracts { get; init; } = true;
}
