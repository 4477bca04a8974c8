namespace OrleansMarkets.MarketData.Replicas;

/// <summary>What a replica keeps at most. Open orders are bounded by the market's own rules.</summary>
public sealed record ReplicaLimits
{
    /// <summary>The limits unless the host configures others.</summary>
    public static ReplicaLimits Default { get; } = new();

    /// <summary>Public trades.</summary>
    public int Trades { get; init; } = 1_000;

    /// <summary>Candles of one interval and source; those in which nothing happened are not counted.</summary>
    public int Candles { get; init; } = 1_000;

    /// <summary>Funding settlements.</summary>
    public int FundingSettlements { get; init; } = 500;

    /// <summary>Final orders of one account.</summary>
    public int FinalOrdersPerAccount { get; init; } = 500;

    /// <summary>Final orders of all accounts of the market; beyond it the oldest go first.</summary>
    public int FinalOrders { get; init; } = 200_000;

    /// <summary>Executions of one account.</summary>
    public int ExecutionsPerAccount { get; init; } = 1_000;

    /// <summary>Executions of all accounts of the market; beyond it the oldest go first.</summary>
    public int Executions { get; init; } = 400_000;

    /// <summary>Full buckets of volume that the toxicity of the flow is made of.</summary>
    public int ToxicityBuckets { get; init; } = 50;

    /// <summary>How many of these buckets the largest order of the market fills, by the parameters that it was listed with.</summary>
    public int ToxicityBucketsOfLargestOrder { get; init; } = 20;

    /// <summary>Fills that wait to be measured again; a further one is not measured.</summary>
    public int PendingMarkouts { get; init; } = 100_000;

    /// <summary>Accounts whose fills are measured again.</summary>
    public int MarkoutAccounts { get; init; } = 100_000;

    /// <summary>Records folded under one hold of the lock, and covered by one update to subscribers.</summary>
    public int RecordsPerUpdate { get; init; } = 256;

    /// <summary>Subscribers at a time.</summary>
    public int Subscribers { get; init; } = 1_024;
}
