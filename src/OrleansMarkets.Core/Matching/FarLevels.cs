namespace OrleansMarkets.Core.Matching;

/// <summary>
/// The levels of one side that lie outside the window, in an array sorted by key with the best at its end: what comes nearer to the window
/// moves little.
/// </summary>
internal sealed class FarLevels
{
    internal const int InitialLevels = 64;

    private FarLevel[] _levels = new FarLevel[InitialLevels];
    private int _count;

    /// <summary>Number of levels.</summary>
    public int Count => _count;

    /// <summary>Key of the best level; there must be one.</summary>
    public long BestKey => _levels[_count - 1].Key;

    /// <summary>The level at an index; the worst is at 0.</summary>
    public ref FarLevel this[int index] => ref _levels[index];

    /// <summary>The level of a key.</summary>
    /// <exception cref="InvalidOperationException">There is none: the book is damaged.</exception>
    public ref BookLevel Find(long key) => ref _levels[IndexOf(key)].Level;

    /// <summary>The level of a key, made if there is none.</summary>
    public ref BookLevel FindOrAdd(long key)
    {
        int index = Search(key);
        if (index >= 0)
        {
            return ref _levels[index].Level;
        }

        index = ~index;
        if (_count == _levels.Length)
        {
            Array.Resize(ref _levels, 2 * _levels.Length);
        }

        Array.Copy(_levels, index, _levels, index + 1, _count - index);
        _count++;
        _levels[index] = new FarLevel { Key = key };
        return ref _levels[index].Level;
    }

    /// <summary>Removes an empty level.</summary>
    public void Remove(long key)
    {
        int index = IndexOf(key);
        _count--;
        Array.Copy(_levels, index + 1, _levels, index, _count - index);
    }

    /// <summary>Key of the best level that is worse than a key.</summary>
    /// <returns>Whether there is one.</returns>
    public bool TryNext(long key, out long next)
    {
        int index = Search(key);
        int worse = (index >= 0 ? index : ~index) - 1;
        next = worse >= 0 ? _levels[worse].Key : 0;
        return worse >= 0;
    }

    /// <summary>Keeps only the first levels.</summary>
    public void Truncate(int count) => _count = count;

    private int IndexOf(long key)
    {
        int index = Search(key);
        return index >= 0 ? index : throw new InvalidOperationException($"The book has no level with key {key}.");
    }

    // Index of the key, or the complement of where it belongs.
    private int Search(long key)
    {
        int low = 0;
        int high = _count - 1;
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
