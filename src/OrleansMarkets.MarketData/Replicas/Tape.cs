using System.Collections.Immutable;

namespace OrleansMarkets.MarketData.Replicas;

/// <summary>The latest of a kind of thing, in a ring.</summary>
/// <typeparam name="T">What is kept.</typeparam>
/// <param name="capacity">How many.</param>
internal sealed class Tape<T>(int capacity)
{
    private readonly List<T> _ring = [];
    private int _next;

    /// <summary>Takes one; the oldest goes when the ring is full.</summary>
    public void Add(T item)
    {
        if (_ring.Count < capacity)
        {
            _ring.Add(item);
            return;
        }

        _ring[_next] = item;
        _next = (_next + 1) % capacity;
    }

    /// <summary>The latest, newest first.</summary>
    public ImmutableArray<T> Latest(int count)
    {
        int take = Math.Clamp(count, 0, _ring.Count);
        ImmutableArray<T>.Builder latest = ImmutableArray.CreateBuilder<T>(take);
        for (int back = 1; back <= take; back++)
        {
            latest.Add(_ring[(_next + _ring.Count - back) % _ring.Count]);
        }

        return latest.MoveToImmutable();
    }
}
