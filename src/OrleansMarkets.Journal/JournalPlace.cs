namespace OrleansMarkets.Journal;

/// <summary>A place in stored bytes, as exact as it is known.</summary>
/// <param name="Source">File name, or the name of the store.</param>
/// <param name="OffsetBytes">Offset in the file, or −1 where the store has none.</param>
/// <param name="StreamId">The stream, or empty if the damage hides it.</param>
/// <param name="Sequence">The first sequence affected, or 0 if the damage hides it.</param>
public readonly record struct JournalPlace(string Source, long OffsetBytes, string StreamId, long Sequence)
{
    /// <summary>The place in words for an operator.</summary>
    public override string ToString() =>
        $"{Source}, offset {(OffsetBytes < 0 ? "unknown" : OffsetBytes.ToString(System.Globalization.CultureInfo.InvariantCulture))}, "
        + $"stream {(StreamId.Length == 0 ? "unknown" : $"'{StreamId}'")}, sequence {(Sequence == 0 ? "unknown" : $"{Sequence}")}";
}
