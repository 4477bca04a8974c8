using System.Diagnostics.Metrics;

namespace OrleansMarkets.Grains.Keepers;

/// <summary>What keepers count for operators; register it as a singleton.</summary>
public sealed class KeeperMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "OrleansMarkets.Keepers";

    private readonly Meter _meter = new(MeterName);

    /// <summary>Makes the instruments.</summary>
    public KeeperMetrics()
    {
        FailedNudges = _meter.CreateCounter<long>("funding.nudges.failed", description: "Nudges that a market did not answer.");
        LiquidationCalls = _meter.CreateCounter<long>("liquidation.calls", description: "Calls to liquidate an account.");
        RefusedCalls = _meter.CreateCounter<long>("liquidation.calls.refused", description: "Calls that the account refused.");
        FailedCalls = _meter.CreateCounter<long>("liquidation.calls.failed", description: "Calls without an answer.");
        FailedStarts = _meter.CreateCounter<long>("liquidation.starts.failed", description: "Starts of a shard that had to be repeated.");
    }

    /// <summary>Nudges that a market did not answer.</summary>
    public Counter<long> FailedNudges { get; }

    /// <summary>Calls to liquidate an account.</summary>
    public Counter<long> LiquidationCalls { get; }

    /// <summary>Calls that the account refused.</summary>
    public Counter<long> RefusedCalls { get; }

    /// <summary>Calls without an answer.</summary>
    public Counter<long> FailedCalls { get; }

    /// <summary>Starts of a shard that had to be repeated.</summary>
    public Counter<long> FailedStarts { get; }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
