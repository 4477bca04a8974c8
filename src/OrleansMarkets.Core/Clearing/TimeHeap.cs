namespace OrleansMarkets.Core.Clearing;

/// <summary>
/// Times of numbered things, the earliest first and among equal times the smallest key first. A thing has at most one time. It allocates
/// only to grow.
/// </summary>
internal sealed class TimeHeap
{
    private const int Absent = 0;

    private Entry[] _entries = new Entry[16];

    // Place of a thing in the heap plus one.
    private int[] _places = new int[64];

    /// <summary>Number of times.</summary>
    public int Count { get; private set; }

    /// <summary>The earliest time; <see cref="long.MaxValue"/> if there is none.</summary>
    public long NextNs { get; private set; } = long.MaxValue;

    /// <summary>The thing whose time comes first; there must be one.</summary>
    public int Next => _entries[0].Thing;

    /// <summary>The thing at a place of no particular order, below <see cref="Count"/>.</summary>
    public int this[int place] => _entries[place].Thing;

    /// <summary>The time of a thing; 0 if it has none.</summary>
    public long TimeOf(int thing) =>
        thing < _places.Length && _places[thing] != Absent ? _entries[_places[thing] - 1].TimeNs : 0;

    /// <summary>Gives a thing a time, or another one.</summary>
    public void Set(int thing, long timeNs, long key)
    {
        Remove(thing);
        if (thing >= _places.Length)
        {
            Array.Resize(ref _places, Math.Max(thing + 1, 2 * _places.Length));
        }

        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, 2 * Count);
        }

        Rise(new Entry(timeNs, key, thing), Count++);
        NextNs = _entries[0].TimeNs;
    }

    /// <summary>Takes a thing's time away, if it has one.</summary>
    public void Remove(int thing)
    {
        if (thing >= _places.Length || _places[thing] == Absent)
        {
            return;
        }

        int place = _places[thing] - 1;
        _places[thing] = Absent;
        Entry last = _entries[--Count];
        if (place < Count)
        {
            Rise(last, place);
            Sink(_entries[_places[last.Thing] - 1], _places[last.Thing] - 1);
        }

        NextNs = Count == 0 ? long.MaxValue : _entries[0].TimeNs;
    }

    private void Rise(in Entry entry, int place)
    {
        while (place > 0 && entry.IsBefore(_entries[(place - 1) / 2]))
        {
            Put(_entries[(place - 1) / 2], place);
            place = (place - 1) / 2;
        }

        Put(entry, place);
    }

    private void Sink(Entry entry, int place)
    {
        while ((2 * place) + 1 < Count)
        {
            int child = (2 * place) + 1;
            if (child + 1 < Count && _entries[child + 1].IsBefore(_entries[child]))
            {
                child++;
            }

            if (!_entries[child].IsBefore(entry))
            {
                break;
            }

            Put(_entries[child], place);
            place = child;
        }

        Put(entry, place);
    }

    private void Put(in Entry entry, int place)
    {
        _entries[place] = entry;
        _places[entry.Thing] = place + 1;
    }

    private readonly record struct Entry(long TimeNs, long Key, int Thing)
    {
        public bool IsBefore(in Entry other) => TimeNs != other.TimeNs ? TimeNs < other.TimeNs : Key < other.Key;
    }
}
