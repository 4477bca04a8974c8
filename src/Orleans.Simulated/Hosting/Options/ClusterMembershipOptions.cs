namespace Orleans.Configuration;

/// <summary>How silos watch each other. The simulated runtime takes detection delays from the fault plan and ignores these.</summary>
public sealed class ClusterMembershipOptions
{
    /// <summary>Missed probes before a silo is suspected.</summary>
    public int NumMissedProbesLimit { get; set; } = 3;

    /// <summary>Time a probe may take.</summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the membership table is read.</summary>
    public TimeSpan TableRefreshTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Votes needed to declare a silo dead.</summary>
    public int NumVotesForDeathDeclaration { get; set; } = 2;
}
