using System.Collections.Immutable;

namespace OrleansMarkets.Lab.Bars;

/// <summary>Bars in order of time, at least one, none overlapping the next.</summary>
/// <param name="Source">Where they come from: a file name, or the words that mark generated bars.</param>
/// <param name="IsSynthetic">Whether they were generated, not recorded by a market.</param>
/// <param name="Bars">The bars.</param>
public sealed record BarSeries(string Source, bool IsSynthetic, ImmutableArray<Bar> Bars)
{
    /// <summary>The most bars that a replay takes: two years of minutes, 46 MB of memory.</summary>
    public const int MaximumBars = 1_051_200;

    /// <summary>Number of places where the next bar begins later than this one ends.</summary>
    public int Gaps { get; } = CountGaps(Bars);

    /// <summary>Begin of the first bar, Unix time in nanoseconds.</summary>
    public long StartNs => Bars[0].OpenTimeNs;

    /// <summary>End of the last bar, Unix time in nanoseconds.</summary>
    public long EndNs => Bars[^1].OpenTimeNs + Bar.LengthNs;

    private static int CountGaps(ImmutableArray<Bar> bars)
    {
        int gaps = 0;
        for (int i = 1; i < bars.Length; i++)
        {
            gaps += bars[i].OpenTimeNs > bars[i - 1].OpenTimeNs + Bar.LengthNs ? 1 : 0;
        }

        return gaps;
    }
}
