namespace OrleansMarkets.Journal.Files;

/// <summary>The settings of a <see cref="FileJournalStore"/>.</summary>
public sealed record FileJournalOptions
{
    /// <summary>The settings unless the host configures others.</summary>
    public static FileJournalOptions Default { get; } = new();

    /// <summary>The limits of streams, batches and snapshots.</summary>
    public JournalLimits Limits { get; init; } = JournalLimits.Default;

    /// <summary>The size of a segment file: a power of two that holds at least the largest batch; fixed for a directory's life.</summary>
    public int SegmentBytes { get; init; } = 64 << 20;

    /// <summary>The most bytes written before one flush; at least the largest batch.</summary>
    public int MaxGroupBytes { get; init; } = 16 << 20;

    /// <summary>The most requests that may wait for the writer.</summary>
    public int MaxWaitingRequests { get; init; } = 100_000;

    /// <summary>Whether the next segment is filled with zeros while the present one is written, so that no append waits for it.</summary>
    public bool PrepareSegmentAhead { get; init; } = true;

    /// <summary>The store's clock: that of the machine, which every silo over this store shares with it.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// Called when a flush has failed: what the disk holds is unknown from then on, so the process must end. The default ends it.
    /// </summary>
    public Action<Exception> OnFlushFailure { get; init; } =
        static failure => Environment.FailFast("The journal could not be flushed; nothing after it may be acknowledged.", failure);

    internal int LargestEntryBytes => EntryHeader.EntryBytes(JournalLimits.MaxStreamIdLength, Limits.MaxBatchBytes);

    internal void Check()
    {
        bool isPowerOfTwo = SegmentBytes > 0 && (SegmentBytes & (SegmentBytes - 1)) == 0;
        if (!isPowerOfTwo || SegmentBytes < SegmentHeader.SizeBytes + LargestEntryBytes || MaxGroupBytes < LargestEntryBytes)
        {
            throw new ArgumentException(
                $"{nameof(SegmentBytes)} is a power of two; it and {nameof(MaxGroupBytes)} hold an entry of {LargestEntryBytes} bytes.");
        }
    }
}
