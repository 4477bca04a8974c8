namespace OrleansMarkets.MarketData.Following;

/// <summary>How markets are followed.</summary>
public sealed class MarketFollowerOptions
{
    /// <summary>How long a poll waits at the book for a commit, at most 5 s; below the response timeout of grain calls.</summary>
    public TimeSpan PollWait { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Bytes of records of one page, up to the book's own limit.</summary>
    public int PageBytes { get; set; } = 1 << 20;

    /// <summary>Pause after the first failure; doubled with each further one.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Longest pause.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>A follower that has not heard from its book for so long is not current.</summary>
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two looks at the registry for new markets.</summary>
    public TimeSpan RegistryPeriod { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Markets followed at most.</summary>
    public int MaximumMarkets { get; set; } = 10_000;

    /// <summary>Seed of the jitter of pauses; null for a random one.</summary>
    public int? JitterSeed { get; set; }

    /// <summary>What each replica keeps.</summary>
    public Replicas.ReplicaLimits Limits { get; set; } = Replicas.ReplicaLimits.Default;
}
