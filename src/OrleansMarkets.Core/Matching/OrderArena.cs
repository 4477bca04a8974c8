using System.Runtime.CompilerServices;

namespace OrleansMarkets.Core.Matching;

/// <summary>
/// The slots of the resting orders of one or many books: one array, and a last-in-first-out free list, so that the next order takes the
/// slot that was touched last. It allocates only to grow.
/// </summary>
internal sealed class OrderArena
{
    /// <summary>No slot: slot 0 is never given out, so that cleared memory holds empty lists.</summary>
    internal const int None = 0;

    internal const int InitialSlots = 1024;

    /// <summary>Most resting orders of all books of an arena.</summary>
    internal const int MaximumSlots = 1 << 26;

    private OrderNode[] _nodes = new OrderNode[InitialSlots];
    private int _free = None;
    private int _used = 1;

    /// <summary>The slots; valid until the next <see cref="Allocate"/>.</summary>
    public OrderNode[] Nodes => _nodes;

    /// <summary>One more than the highest slot that was ever given out.</summary>
    public int Used => _used;

    /// <summary>First free slot; <see cref="None"/> if the array ends in use.</summary>
    public ref int Free => ref _free;

    /// <summary>Takes a slot.</summary>
    /// <exception cref="InvalidOperationException">The arena is at its limit.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Allocate()
    {
        int slot = _free;
        if (slot == None)
        {
            return AllocateUnused();
        }

        _free = _nodes[slot].Next;
        return slot;
    }

    /// <summary>Makes all slots free; the memory stays.</summary>
    public void Clear()
    {
        Array.Clear(_nodes, 0, _used);
        _free = None;
        _used = 1;
    }

    private int AllocateUnused()
    {
        if (_used == _nodes.Length)
        {
            Grow();
        }

        return _used++;
    }

    private void Grow()
    {
        if (_nodes.Length >= MaximumSlots)
        {
            throw new InvalidOperationException($"More than {MaximumSlots} resting orders.");
        }

        Array.Resize(ref _nodes, 2 * _nodes.Length);
    }
}
