using OrleansMarkets.Lab.Bars;
using OrleansMarkets.Lab.Reports;

namespace OrleansMarkets.Lab.Personas;

/// <summary>Walks the price path in virtual time: at each of its prices all publishers vote.</summary>
/// <param name="publishers">The publishers.</param>
/// <param name="clock">The clock of the simulation.</param>
/// <param name="tally">Where votes are counted.</param>
/// <param name="progress">Where progress is said.</param>
public sealed class PriceFeed(IReadOnlyList<OraclePublisher> publishers, TimeProvider clock, ReplayTally tally, ProgressBar progress)
{
    /// <summary>Publishes every price of every bar at its time.</summary>
    public async Task RunAsync(BarSeries series)
    {
        for (int i = 0; i < series.Bars.Length; i++)
        {
            Bar bar = series.Bars[i];
            for (int index = 0; index < PricePath.PointsPerBar; index++)
            {
                PricePoint point = PricePath.Point(bar, index);
                await SimulatedTime.WaitUntilAsync(clock, SimulatedTime.FromUnixNs(point.TimeNs));
                await PublishAsync(point);
            }

            progress.Report(i + 1, UtcTimestamp.Format(bar.OpenTimeNs));
        }
    }

    // One after the other: which votes make a new aggregate is then the same whatever the scheduler's seed.
    private async Task PublishAsync(PricePoint point)
    {
        foreach (OraclePublisher publisher in publishers)
        {
            tally.Count(await publisher.PublishAsync(point));
        }
    }
}
