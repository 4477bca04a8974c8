using System.Collections.Immutable;
using OrleansMarkets.Core.Oracles;
using OrleansMarkets.Grains.Hosting;

namespace OrleansMarkets.Grains.Oracles;

/// <summary>How feeds are aggregated and judged. The same on every silo.</summary>
public sealed class OracleOptions
{
    /// <summary>Numbers of the publishers of every feed.</summary>
    public IList<int> Publishers { get; } = [1, 2, 3];

    /// <summary>Fewer fresh publishers than this give no price.</summary>
    public int MinimumPublishers { get; set; } = 2;

    /// <summary>A vote older than this does not count.</summary>
    public TimeSpan MaximumAge { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A wider confidence makes the price too uncertain, ppm of it.</summary>
    public long MaximumConfidencePpm { get; set; } = 20_000;

    /// <summary>A price further than this from its moving average is too volatile, ppm of the average.</summary>
    public long MaximumMovePpm { get; set; } = 500_000;

    /// <summary>Half-life of that moving average.</summary>
    public TimeSpan AverageHalfLife { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>A vote dated further than this in the future is refused: the clocks' tolerance.</summary>
    public TimeSpan MaximumAhead { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>An empty aggregator of a feed.</summary>
    internal OracleAggregator CreateAggregator() => new(
        new OracleParameters(
            MinimumPublishers,
            MaximumAge.ToNs(),
            MaximumConfidencePpm,
            MaximumMovePpm,
            AverageHalfLife.ToNs(),
            MaximumAhead.ToNs()),
        Publishers.ToImmutableSortedSet());
}
