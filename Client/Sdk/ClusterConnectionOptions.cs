using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Client;

/// <summary>How to reach the grains of a cluster from a process that is part of it or connected to it.</summary>
public sealed record ClusterConnectionOptions
{
    /// <summary>The assets of the exchange, as its silos have them.</summary>
    public required AssetTable Assets { get; init; }

    /// <summary>Shards of the liquidation keepers, as the silos have it.</summary>
    public int KeeperShards { get; init; } = 4;

    /// <summary>How long and how often to try.</summary>
    public RetryLimits Limits { get; init; } = new();

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        List<string> problems = [.. Limits.Problems()];
        if (KeeperShards < 1)
        {
            problems.Add($"{nameof(KeeperShards)} is not above zero");
        }

        if (problems.Count > 0)
        {
            throw new ArgumentException($"The connection's options are not valid: {string.Join("; ", problems)}.");
        }
    }
}
