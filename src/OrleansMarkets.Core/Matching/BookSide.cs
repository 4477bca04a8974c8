namespace OrleansMarkets.Core.Matching;

/// <summary>
/// The levels of one side in a sorted array with the best at its end: books change near the best price, so insertions and removals move
/// little, and the best level is one index away.
/// </summary>
internal sealed class BookSide
{
    internal const int InitialLevels = 256;

    private BookLevel[] _levels = new BookLevel[InitialLevels];
    private int _count;

    /// <summary>Number of levels.</summary>
    public int Count => _count;

    /// <summary>Sum of remaining lots of all levels.</summary>
    public long TotalLots { get; private set; }

    /// <summary>The level at a depth: 0 is the best.</summary>
    public ref BookLevel AtDepth(int depth) => ref _levels[_count - 1 - depth];

    /// <summary>The level of a key.</summary>
    /// <exception cref="InvalidOperationException">There is none: the book is damaged.</exception>
    public ref BookLevel Find(long key) => ref _levels[IndexOf(key)];

    /// <summary>The level of a key, made if there is none.</summary>
    public ref BookLevel FindOrAdd(long key)
    {
        int index = Search(key);
        if (index >= 0)
        {
            return ref _levels[index];
        }

        index = ~index;
        if (_count == _levels.Length)
        {
            Array.Resize(ref _levels, 2 * _levels.Length);
        }

        Array.Copy(_levels, index, _levels, index + 1, _count - index);
        _count++;
        _levels[index] = new BookLevel { Key = key, Head = LimitOrderBook.None, Tail = LimitOrderBook.None };
        return ref _levels[index];
    }

    /// <summary>Removes an empty level.</summary>
    public void Remove(long key)
    {
        int index = IndexOf(key);
        _count--;
        Array.Copy(_levels, index + 1, _levels, index, _count - index);
    }

    /// <summary>Changes the lots of a level, and the total with them.</summary>
    public void AddLots(ref BookLevel level, long lots)
    {
        level.Lots += lots;
        TotalLots += lots;
    }

    private int IndexOf(long key)
    {
        int index = Search(key);
        return index >= 0 ? index : throw new InvalidOperationException($"The book has no level with key {key}.");
    }

    // Index of the key, or the complement of where it belongs. Most commands concern the best level.
    private int Search(long key)
    {
        int high = _count - 1;
        if (high < 0 || key > _levels[high].Key)
        {
            return ~_count;
        }

        if (_levels[high].Key == key)
        {
            return high;
        }

        int low = 0;
        while (low <= high)
        {
            int middle = (int)((uint)(low + high) >> 1);
            long at = _levels[middle].Key;
            if (at == key)
            {
                return middle;
            }

            if (at < key)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return ~low;
    }
}
