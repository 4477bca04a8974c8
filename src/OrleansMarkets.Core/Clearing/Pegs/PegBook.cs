using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Pegs;

/// <summary>
/// What clearing knows of pegged orders beside the book that they rest in: a queue for each reference and side, and how many rest at each
/// price, because a reference never counts them. It decides nothing, and allocates only to grow.
/// </summary>
internal sealed class PegBook
{
    internal const int None = 0;
    internal const int InitialEntries = 64;

    /// <summary>Queues: mid, best and mark, each to buy and to sell.</summary>
    internal const int Queues = 6;

    private readonly SlotMap _places = new();
    private readonly PegQueue[] _queues = new PegQueue[Queues];
    private readonly Dictionary<(Side Side, long PriceUnits), int> _ordersAt = [];
    private PegEntry[] _entries = new PegEntry[InitialEntries];
    private int _free = None;
    private int _used = 1;

    /// <summary>Number of pegged orders.</summary>
    public int Count => _places.Count;

    /// <summary>The queue of a reference and a side.</summary>
    public static int QueueOf(PegReference reference, Side side) => (2 * ((int)reference - 1)) + (side == Side.Buy ? 0 : 1);

    /// <summary>The reference of a queue.</summary>
    public static PegReference ReferenceOf(int queue) => (PegReference)((queue / 2) + 1);

    /// <summary>The side of a queue.</summary>
    public static Side SideOf(int queue) => queue % 2 == 0 ? Side.Buy : Side.Sell;

    /// <summary>A queue.</summary>
    public ref PegQueue Queue(int queue) => ref _queues[queue];

    /// <summary>The order in a place.</summary>
    public ref readonly PegEntry Entry(int place) => ref _entries[place];

    /// <summary>Place of an order; <see cref="None"/> if it is not pegged.</summary>
    public int Find(long orderId) => _places.Find(orderId);

    /// <summary>Pegged orders of a side that rest at a price.</summary>
    public int OrdersAt(Side side, long priceUnits) => _ordersAt.GetValueOrDefault((side, priceUnits));

    /// <summary>Adds an order behind all of its queue.</summary>
    /// <param name="entry">Everything but the links.</param>
    /// <param name="priceUnits">Where it rests.</param>
    /// <param name="follows">Whether it is priced by the present reference.</param>
    public void Add(in PegEntry entry, long priceUnits, bool follows)
    {
        int place = Allocate();
        _entries[place] = entry;
        _places.Add(entry.OrderId, place);
        ref PegQueue queue = ref _queues[entry.Queue];
        _entries[place].Round = follows ? queue.Round : queue.Round - 1;
        queue.Left += follows ? 0 : 1;
        queue.Count++;
        Append(ref queue, place);
        CountAt(SideOf(entry.Queue), priceUnits, 1);
    }

    /// <summary>Removes an order.</summary>
    public void Remove(long orderId, long priceUnits)
    {
        int place = _places.Find(orderId);
        ref PegEntry entry = ref _entries[place];
        ref PegQueue queue = ref _queues[entry.Queue];
        queue.Left -= entry.Round == queue.Round ? 0 : 1;
        queue.Count--;
        CountAt(SideOf(entry.Queue), priceUnits, -1);
        Unlink(ref queue, entry);
        _places.Remove(orderId);
        entry = default;
        entry.Next = _free;
        _free = place;
    }

    /// <summary>An order rests at another price.</summary>
    public void Move(Side side, long fromUnits, long toUnits)
    {
        CountAt(side, fromUnits, -1);
        CountAt(side, toUnits, 1);
    }

    /// <summary>The first orders of a queue follow a reference now.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="targetUnits">The reference; a new one begins a round of all, and so do orders when none has to follow.</param>
    /// <param name="orders">How many.</param>
    /// <param name="stoppedUnits">The best price of the other side if it stopped one of them; else 0.</param>
    /// <exception cref="InvariantViolationException">Fewer still have to follow.</exception>
    public void Sweep(int queue, long targetUnits, int orders, long stoppedUnits)
    {
        ref PegQueue present = ref _queues[queue];
        if (targetUnits != present.TargetUnits || present.Left == 0)
        {
            present.StoppedUnits = 0;
            present.TargetUnits = targetUnits;
            present.Round++;
            present.Left = present.Count;
        }

        if (orders > present.Left || orders < 0)
        {
            throw new InvariantViolationException($"{orders} pegged orders should follow and {present.Left} have to.");
        }

        for (int swept = 0; swept < orders; swept++)
        {
            int place = present.Head;
            Unlink(ref present, _entries[place]);
            Append(ref present, place);
            _entries[place].Round = present.Round;
        }

        present.Left -= orders;
        NoteStopped(queue, stoppedUnits);
    }

    /// <summary>
    /// An order that is about to enter a queue was priced by a reference. If the others follow another one, all have to follow anew: the
    /// reference may be back where they are before they are looked at.
    /// </summary>
    public void NotePriced(int queue, long referenceUnits)
    {
        ref PegQueue present = ref _queues[queue];
        if (referenceUnits != present.TargetUnits)
        {
            present.TargetUnits = present.Count == 0 ? referenceUnits : 0;
        }
    }

    /// <summary>
    /// The other side may have stopped an order of a queue. If it stopped others at another price, all have to follow anew: one price alone
    /// is remembered.
    /// </summary>
    public void NoteStopped(int queue, long stoppedUnits)
    {
        ref PegQueue present = ref _queues[queue];
        if (present.StoppedUnits == 0)
        {
            present.StoppedUnits = stoppedUnits;
        }
        else if (stoppedUnits != 0 && stoppedUnits != present.StoppedUnits)
        {
            present.TargetUnits = 0;
        }
    }

    private void CountAt(Side side, long priceUnits, int orders)
    {
        int count = _ordersAt.GetValueOrDefault((side, priceUnits)) + orders;
        if (count == 0)
        {
            _ordersAt.Remove((side, priceUnits));
        }
        else
        {
            _ordersAt[(side, priceUnits)] = count;
        }
    }

    private void Append(ref PegQueue queue, int place)
    {
        ref PegEntry entry = ref _entries[place];
        entry.Next = None;
        entry.Previous = queue.Tail;
        (queue.Tail == None ? ref queue.Head : ref _entries[queue.Tail].Next) = place;
        queue.Tail = place;
    }

    private void Unlink(ref PegQueue queue, in PegEntry entry)
    {
        int next = entry.Next;
        int previous = entry.Previous;
        (previous == None ? ref queue.Head : ref _entries[previous].Next) = next;
        (next == None ? ref queue.Tail : ref _entries[next].Previous) = previous;
    }

    private int Allocate()
    {
        int place = _free;
        if (place != None)
        {
            _free = _entries[place].Next;
            return place;
        }

        if (_used == _entries.Length)
        {
            Array.Resize(ref _entries, 2 * _used);
        }

        return _used++;
    }
}
