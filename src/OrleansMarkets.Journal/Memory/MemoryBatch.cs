namespace OrleansMarkets.Journal.Memory;

/// <summary>A committed batch of a <see cref="MemoryStreamLog"/>; its link is computed when somebody asks.</summary>
internal readonly record struct MemoryBatch(long Epoch, long FirstSequence, int Count, long LastTimeNs, Memory<byte> Body)
{
    public long LastSequence => FirstSequence + Count - 1;
}
