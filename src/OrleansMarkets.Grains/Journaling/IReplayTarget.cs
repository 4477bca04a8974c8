namespace OrleansMarkets.Grains.Journaling;

/// <summary>State that is a fold of its log: rebuilt from a snapshot and the records after it.</summary>
internal interface IReplayTarget
{
    /// <summary>Starts from a snapshot.</summary>
    void LoadSnapshot(ReadOnlySpan<byte> snapshot);

    /// <summary>Applies the next record.</summary>
    void Fold(long sequence, ReadOnlySpan<byte> record);
}
