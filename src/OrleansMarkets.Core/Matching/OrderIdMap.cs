using System.Numerics;

namespace OrleansMarkets.Core.Matching;

/// <summary>
/// Order id to slot: open addressing with a Fibonacci hash and no tombstones (a removal moves later entries back), at most half full. It
/// allocates only to grow.
/// </summary>
internal sealed class OrderIdMap
{
    internal const int InitialEntries = 2048;

    private const ulong GoldenRatio = 0x9E37_79B9_7F4A_7C15;

    private Entry[] _entries = new Entry[InitialEntries];
    private int _shift = 64 - BitOperations.Log2(InitialEntries);

    /// <summary>Number of ids.</summary>
    public int Count { get; private set; }

    /// <summary>Slot of an id; <see cref="OrderArena.None"/> if it is not there.</summary>
    public int Find(long orderId)
    {
        Entry[] entries = _entries;
        for (int at = PlaceOf(orderId); ; at = (at + 1) & (entries.Length - 1))
        {
            ref Entry entry = ref entries[at];
            if (entry.Slot == OrderArena.None || entry.OrderId == orderId)
            {
                return entry.Slot;
            }
        }
    }

    /// <summary>Adds an id.</summary>
    /// <exception cref="InvalidOperationException">It is there already.</exception>
    public void Add(long orderId, int slot)
    {
        if (2 * (Count + 1) > _entries.Length)
        {
            Grow();
        }

        Entry[] entries = _entries;
        int at = PlaceOf(orderId);
        for (; entries[at].Slot != OrderArena.None; at = (at + 1) & (entries.Length - 1))
        {
            if (entries[at].OrderId == orderId)
            {
                throw new InvalidOperationException($"Order {orderId} rests already.");
            }
        }

        entries[at] = new Entry(orderId, slot);
        Count++;
    }

    /// <summary>Removes an id, which must be there.</summary>
    public void Remove(long orderId)
    {
        Entry[] entries = _entries;
        int mask = entries.Length - 1;
        int hole = PlaceOf(orderId);
        while (entries[hole].OrderId != orderId)
        {
            hole = (hole + 1) & mask;
        }

        // Every later entry of the run that may stand at the hole moves there, so that no search ends too early.
        for (int at = (hole + 1) & mask; entries[at].Slot != OrderArena.None; at = (at + 1) & mask)
        {
            int home = PlaceOf(entries[at].OrderId);
            if (((at - home) & mask) >= ((at - hole) & mask))
            {
                entries[hole] = entries[at];
                hole = at;
            }
        }

        entries[hole] = default;
        Count--;
    }

    private int PlaceOf(long orderId) => unchecked((int)(((ulong)orderId * GoldenRatio) >> _shift));

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
                Add(entry.OrderId, entry.Slot);
            }
        }
    }

    private readonly record struct Entry(long OrderId, int Slot);
}
