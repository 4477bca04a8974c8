namespace OrleansMarkets.Core.Clearing.Conditionals;

/// <summary>
/// Slots of waiting orders by a key, equal keys by order id: a binary heap that knows the place of every slot, so that any of them can
/// leave. What comes first depends on keys and ids alone, never on the history of the heap. It allocates only to grow.
/// </summary>
internal sealed class TriggerHeap
{
    internal const int InitialEntries = 16;

    private Entry[] _entries = new Entry[InitialEntries];

    // By slot: place plus one; 0 for a slot that is not in the heap.
    private int[] _places = new int[InitialEntries];

    /// <summary>Number of slots.</summary>
    public int Count { get; private set; }

    /// <summary>The slot with the smallest key.</summary>
    /// <returns>Whether there is one.</returns>
    public bool TryPeek(out long key, out int slot)
    {
        (key, slot) = Count == 0 ? (0, 0) : (_entries[0].Key, _entries[0].Slot);
        return Count > 0;
    }

    /// <summary>Whether a slot is in the heap.</summary>
    public bool Contains(int slot) => slot < _places.Length && _places[slot] != 0;

    /// <summary>Adds a slot that is not in the heap.</summary>
    public void Add(int slot, long key, long orderId)
    {
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, 2 * Count);
        }

        if (slot >= _places.Length)
        {
            Array.Resize(ref _places, Math.Max(slot + 1, 2 * _places.Length));
        }

        Rise(Count++, new Entry(key, orderId, slot));
    }

    /// <summary>Removes a slot, if it is in the heap.</summary>
    public void Remove(int slot)
    {
        if (!Contains(slot))
        {
            return;
        }

        int place = _places[slot] - 1;
        _places[slot] = 0;
        Entry last = _entries[--Count];
        if (place == Count)
        {
            return;
        }

        if (place > 0 && last.IsBefore(_entries[(place - 1) / 2]))
        {
            Rise(place, last);
        }
        else
        {
            Sink(place, last);
        }
    }

    private void Rise(int place, in Entry entry)
    {
        while (place > 0)
        {
            int parent = (place - 1) / 2;
            if (!entry.IsBefore(_entries[parent]))
            {
                break;
            }

            Put(place, _entries[parent]);
            place = parent;
        }

        Put(place, entry);
    }

    private void Sink(int place, in Entry entry)
    {
        for (int child = (2 * place) + 1; child < Count; child = (2 * place) + 1)
        {
            if (child + 1 < Count && _entries[child + 1].IsBefore(_entries[child]))
            {
                child++;
            }

            if (!_entries[child].IsBefore(entry))
            {
                break;
            }

            Put(place, _entries[child]);
            place = child;
        }

        Put(place, entry);
    }

    private void Put(int place, in Entry entry)
    {
        _entries[place] = entry;
        _places[entry.Slot] = place + 1;
    }

    private readonly record struct Entry(long Key, long OrderId, int Slot)
    {
        public bool IsBefore(in Entry other) => Key != other.Key ? Key < other.Key : OrderId < other.OrderId;
    }
}
