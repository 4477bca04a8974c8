using System.Runtime.CompilerServices;

namespace OrleansMarkets.Core.Matching;

/// <summary>
/// Order id to slot. The ids of a market grow with its sequence and most orders do not rest for long, so the latest ids are a ring in which
/// an id has its place: no hash, no search, and what enters is written next to what entered before. An order that still rests when its
/// place is needed moves to a hash map; if many do, the ring grows. It allocates only to grow.
/// </summary>
internal sealed class OrderIndex
{
    internal const int InitialIds = 1 << 12;

    /// <summary>The ring stays within the second-level cache.</summary>
    internal const int MaximumIds = 1 << 16;

    /// <summary>The ring grows when more than one in so many of its size has moved to the map.</summary>
    internal const int GrowthShare = 8;

    private readonly SlotMap _old = new();
    private int[] _recent = new int[InitialIds];
    private long _newest;

    /// <summary>Number of orders.</summary>
    public int Count { get; private set; }

    /// <summary>Slot of an order; <see cref="OrderArena.None"/> if it does not rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(long orderId)
    {
        int[] recent = _recent;
        int slot = unchecked((ulong)(_newest - orderId)) < (uint)recent.Length ? recent[PlaceOf(orderId, recent)] : OrderArena.None;
        return slot != OrderArena.None || _old.Count == 0 ? slot : _old.Find(orderId);
    }

    /// <summary>Adds an order.</summary>
    /// <param name="orderId">Its id, positive and not there.</param>
    /// <param name="slot">Its slot.</param>
    /// <exception cref="InvalidOperationException">It is there already.</exception>
    public void Add(long orderId, int slot)
    {
        if (orderId > _newest)
        {
            Advance(orderId);
        }

        int[] recent = _recent;
        if (_newest - orderId < recent.Length)
        {
            ref int place = ref recent[PlaceOf(orderId, recent)];
            if (place != OrderArena.None)
            {
                throw new InvalidOperationException($"Order {orderId} has a slot already.");
            }

            place = slot;
        }
        else
        {
            _old.Add(orderId, slot);
        }

        Count++;
    }

    /// <summary>Removes an order, which must be there.</summary>
    public void Remove(long orderId)
    {
        int[] recent = _recent;
        if (unchecked((ulong)(_newest - orderId)) < (uint)recent.Length && recent[PlaceOf(orderId, recent)] != OrderArena.None)
        {
            recent[PlaceOf(orderId, recent)] = OrderArena.None;
        }
        else
        {
            _old.Remove(orderId);
        }

        Count--;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PlaceOf(long orderId, int[] recent) => unchecked((int)orderId) & (recent.Length - 1);

    // Makes the places of all ids up to a new one empty.
    private void Advance(long orderId)
    {
        int[] recent = _recent;
        long first = Math.Max(_newest + 1, orderId - recent.Length + 1);
        for (long entering = first; entering <= orderId; entering++)
        {
            ref int place = ref recent[PlaceOf(entering, recent)];
            if (place != OrderArena.None)
            {
                _old.Add(LeavingAt(entering, recent.Length), place);
                place = OrderArena.None;
            }
        }

        _newest = orderId;
        if (recent.Length < MaximumIds && _old.Count > recent.Length / GrowthShare)
        {
            Grow();
        }
    }

    // The id of the ring that has the place of an id which enters it: the newest of the past ones.
    private long LeavingAt(long entering, int size) => _newest - ((_newest - entering) & (size - 1));

    // Orders that have moved to the map stay there.
    private void Grow()
    {
        int[] old = _recent;
        _recent = new int[2 * old.Length];
        for (long id = Math.Max(0, _newest - old.Length + 1); id <= _newest; id++)
        {
            _recent[PlaceOf(id, _recent)] = old[PlaceOf(id, old)];
        }
    }
}
