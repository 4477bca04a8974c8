using System.Numerics;

namespace OrleansMarkets.Core.Matching;

/// <summary>
/// A number (an order, an account) to a slot above 0: open addressing with a Fibonacci hash, at most half full, and no tombstones (a
/// removal moves later entries back). It allocates only to grow.
/// </summary>
internal sealed class SlotMap
{
    internal const int InitialEntries = 2048;

    private const ulong GoldenRatio = 0x9E37_79B9_7F4A_7C15;

    private Entry[] _entries = new Entry[InitialEntries];
    private int _shift = 64 - BitOperations.Log2(InitialEntries);

    /// <summary>Number of keys.</summary>
    public int Count { get; private set; }

    /// <summary>Slot of a key; <see cref="OrderArena.None"/> if it is not there.</summary>
    public int Find(long key)
    {
        Entry[] entries = _entries;
        for (int at = PlaceOf(key); ; at = (at + 1) & (entries.Length - 1))
        {
            ref Entry entry = ref entries[at];
            if (entry.Slot == OrderArena.None || entry.Key == key)
            {
                return entry.Slot;
            }
        }
    }

    /// <summary>Adds a key.</summary>
    /// <exception cref="InvalidOperationException">It is there already.</exception>
    public void Add(long key, int slot)
    {
        if (2 * (Count + 1) > _entries.Length)
        {
            Grow();
        }

        Entry[] entries = _entries;
        int at = PlaceOf(key);
        for (; entries[at].Slot != OrderArena.None; at = (at + 1) & (entries.Length - 1))
        {
            if (entries[at].Key == key)
            {
                throw new InvalidOperationException($"{key} has a slot already.");
            }
        }

        entries[at] = new Entry(key, slot);
        Count++;
    }

    /// <summary>Removes a key, which must be there.</summary>
    public void Remove(long key)
    {
        Entry[] entries = _entries;
        int mask = entries.Length - 1;
        int hole = PlaceOf(key);
        while (entries[hole].Key != key)
        {
            hole = (hole + 1) & mask;
        }

        // Every later entry of the run that may stand at the hole moves there, so that no search ends too early.
        for (int at = (hole + 1) & mask; entries[at].Slot != OrderArena.None; at = (at + 1) & mask)
        {
            int home = PlaceOf(entries[at].Key);
            if (((at - home) & mask) >= ((at - hole) & mask))
            {
                entries[hole] = entries[at];
                hole = at;
            }
        }

        entries[hole] = default;
        Count--;
    }

    private int PlaceOf(long key) => unchecked((int)(((ulong)key * GoldenRatio) >> _shift));

    private void Grow()
    {
        Entry[] old = _entries;
        _entries = new Entry[2 * old.Length];
        _shift--;
        Count = 0;
        foreach (Entry entry in old)
        {
            if (entry.Slot != OrderArena.None)
            {
                Add(entry.Key, entry.Slot);
            }
        }
    }

    private readonly record struct Entry(long Key, int Slot);
}
