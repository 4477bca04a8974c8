namespace OrleansMarkets.Benchmarks.Matching;

/// <summary>Statistics of rounds.</summary>
internal static class Samples
{
    /// <summary>The middle value; the mean of the two in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
