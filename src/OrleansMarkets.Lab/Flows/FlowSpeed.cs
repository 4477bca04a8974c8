namespace OrleansMarkets.Lab.Flows;

/// <summary>Times of the commands after the prefill.</summary>
/// <param name="CpuNsPerCommand">Processor time, of a pass that looks at the clock only before and after.</param>
/// <param name="WallNsPerCommand">Elapsed time of the same pass.</param>
/// <param name="P50Ns">Median of single commands, in a pass of its own; the reading of the clock is in it.</param>
/// <param name="P99Ns">99th percentile of the same.</param>
/// <param name="P999Ns">99.9th percentile of the same.</param>
/// <param name="MaximumNs">The slowest.</param>
/// <param name="AllocatedBytesPerCommand">Managed memory, of the first pass.</param>
public sealed record FlowSpeed(
    double CpuNsPerCommand,
    double WallNsPerCommand,
    long P50Ns,
    long P99Ns,
    long P999Ns,
    long MaximumNs,
    double AllocatedBytesPerCommand);
