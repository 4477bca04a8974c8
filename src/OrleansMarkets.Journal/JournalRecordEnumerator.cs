namespace OrleansMarkets.Journal;

/// <summary>Walks the records of a batch, checking every frame's checksum, the count and the order of times.</summary>
public ref struct JournalRecordEnumerator
{
    private readonly string _streamId;
    private readonly int _count;
    private readonly long _firstSequence;
    private ReadOnlySpan<byte> _rest;
    private int _read;
    private JournalRecord _current;

    internal JournalRecordEnumerator(string streamId, long firstSequence, int count, ReadOnlySpan<byte> body)
    {
        _streamId = streamId;
        _firstSequence = firstSequence;
        _count = count;
        _rest = body;
    }

    /// <summary>The record at the cursor.</summary>
    public readonly JournalRecord Current => _current;

    /// <summary>Lets <c>foreach</c> use the enumerator itself.</summary>
    public readonly JournalRecordEnumerator GetEnumerator() => this;

    /// <summary>Moves to the next record; throws <see cref="JournalCorruptException"/> if it is damaged.</summary>
    public bool MoveNext()
    {
        if (_read == _count)
        {
            return _rest.IsEmpty ? false : throw Damaged("Bytes follow the last record of a batch");
        }

        long sequence = _firstSequence + _read;
        if (!RecordFraming.TryRead(_rest, sequence, out JournalRecord record, out int frameBytes))
        {
            throw Damaged("A record's checksum or length does not fit");
        }

        if (_read > 0 && record.TimeNs <= _current.TimeNs)
        {
            throw Damaged("A record's time is not after the one before it");
        }

        _rest = _rest[frameBytes..];
        _current = record;
        _read++;
        return true;
    }

    private readonly JournalCorruptException Damaged(string reason) =>
        new(new JournalPlace("batch", -1, _streamId, _firstSequence + _read), reason);
}
