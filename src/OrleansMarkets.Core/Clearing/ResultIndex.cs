using System.Numerics;
using System.Runtime.CompilerServices;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <summary>
/// Finds stored results by the hash of their key: open addressing with eight bytes an entry, at most half full, without tombstones. Most
/// searches are for an id that was never seen, and those touch one line of memory: the key itself, in the result, is read only when the
/// whole hash fits.
/// </summary>
internal sealed class ResultIndex
{
    internal const int InitialEntries = 8192;

    // Slot numbers are kept plus one, so that cleared memory is empty.
    private Entry[] _entries = new Entry[InitialEntries];
    private int _shift = 32 - BitOperations.Log2(InitialEntries);

    /// <summary>Number of results.</summary>
    public int Count { get; private set; }

    /// <summary>Slot of the result with a key; −1 if there is none.</summary>
    public int Find(ResultStore results, in ResultKey key)
    {
        Entry[] entries = _entries;
        uint hash = key.Hash();
        for (int at = HomeOf(hash); ; at = (at + 1) & (entries.Length - 1))
        {
            Entry entry = entries[at];
            if (entry.SlotPlusOne == 0)
            {
                return ResultStore.None;
            }

            if (entry.Hash == hash && results[entry.SlotPlusOne - 1].Key == key)
            {
                return entry.SlotPlusOne - 1;
            }
        }
    }

    /// <summary>A hint for the cache: a key will soon be looked for.</summary>
    public void Prefetch(in ResultKey key) => CacheHint.Prefetch(ref _entries[HomeOf(key.Hash())]);

    /// <summary>Adds a result.</summary>
    /// <exception cref="InvalidOperationException">Its key is there already.</exception>
    public void Add(ResultStore results, in ResultKey key, int slot)
    {
        if (Find(results, key) != ResultStore.None)
        {
            throw new InvalidOperationException($"Account {key.Account} has a result under this id already.");
        }

        if (2 * (Count + 1) > _entries.Length)
        {
            Grow();
        }

        Insert(new Entry(key.Hash(), slot + 1));
        Count++;
    }

    /// <summary>Removes the result in a slot, which must be there.</summary>
    public void Remove(in ResultKey key, int slot)
    {
        Entry[] entries = _entries;
        int mask = entries.Length - 1;
        int hole = HomeOf(key.Hash());
        while (entries[hole].SlotPlusOne != slot + 1)
        {
            hole = (hole + 1) & mask;
        }

        // Every later entry of the run that may stand at the hole moves there, so that no search ends too early.
        for (int at = (hole + 1) & mask; entries[at].SlotPlusOne != 0; at = (at + 1) & mask)
        {
            if (((at - HomeOf(entries[at].Hash)) & mask) >= ((at - hole) & mask))
            {
                entries[hole] = entries[at];
                hole = at;
            }
        }

        entries[hole] = default;
        Count--;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int HomeOf(uint hash) => (int)(hash >> _shift);

    private void Insert(Entry entry)
    {
        Entry[] entries = _entries;
        int at = HomeOf(entry.Hash);
        while (entries[at].SlotPlusOne != 0)
        {
            at = (at + 1) & (entries.Length - 1);
        }

        entries[at] = entry;
    }

    private void Grow()
    {
        Entry[] old = _entries;
        _entries = new Entry[2 * old.Length];
        _shift--;
        foreach (Entry entry in old)
        {
            if (entry.SlotPlusOne != 0)
            {
                Insert(entry);
            }
        }
    }

    private readonly record struct Entry(uint Hash, int SlotPlusOne);
}
