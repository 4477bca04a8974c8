namespace OrleansMarkets.Grains.Keepers;

/// <summary>How liquidation keepers work. The same on every silo.</summary>
public sealed class KeeperOptions
{
    /// <summary>Number of shards that accounts are spread over, at least 1.</summary>
    public int ShardCount { get; set; } = 4;

    /// <summary>Time between the end of a scan and the next.</summary>
    public TimeSpan ScanPeriod { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Account that receives the rewards of these keepers; 0 for nobody, which leaves them to insurance.</summary>
    public long KeeperAccount { get; set; }

    /// <summary>Liquidation calls of a shard under way at once.</summary>
    public int MaximumCallsInFlight { get; set; } = 32;

    /// <summary>Liquidation calls of a shard begun in one scan period.</summary>
    public int MaximumCallsPerScan { get; set; } = 1_024;

    /// <summary>The shard that watches an account.</summary>
    /// <param name="account">The account, above zero.</param>
    public long ShardOf(long account) => account % Math.Max(1, ShardCount);
}
