namespace OrleansMarkets.Benchmarks.Load;

/// <summary>What one measurement gave.</summary>
/// <param name="PerSecond">Calls a second.</param>
/// <param name="P50">Median latency, microseconds.</param>
/// <param name="P99">99 % latency, microseconds.</param>
/// <param name="P999">99.9 % latency, microseconds.</param>
/// <param name="BytesPerCall">Allocated bytes of the whole process a call.</param>
/// <param name="CpuMicrosecondsPerCall">Processor time of the whole process a call.</param>
internal readonly record struct Sample(
    double PerSecond, double P50, double P99, double P999, double BytesPerCall, double CpuMicrosecondsPerCall)
{
    /// <summary>The same a command, where a call carries several; latencies are the call's.</summary>
    /// <param name="commands">Commands of a call.</param>
    public Sample PerCommand(int commands) => this with
    {
        PerSecond = PerSecond * commands,
        BytesPerCall = BytesPerCall / commands,
        CpuMicrosecondsPerCall = CpuMicrosecondsPerCall / commands,
    };

    /// <summary>The medians of each figure.</summary>
    public static Sample Median(IReadOnlyList<Sample> samples) => new(
        Middle(samples, s => s.PerSecond),
        Middle(samples, s => s.P50),
        Middle(samples, s => s.P99),
        Middle(samples, s => s.P999),
        Middle(samples, s => s.BytesPerCall),
        Middle(samples, s => s.CpuMicrosecondsPerCall));

    /// <summary>The median of one figure.</summary>
    public static double Middle<T>(IReadOnlyList<T> items, Func<T, double> figure)
    {
        double[] sorted = [.. items.Select(figure).Order()];
        int half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
