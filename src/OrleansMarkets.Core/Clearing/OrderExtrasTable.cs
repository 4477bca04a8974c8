namespace OrleansMarkets.Core.Clearing;

/// <summary>
/// What resting orders have beyond plain ones: places above 0, kept in the terms of their orders, and the expiries in the order in which
/// they come. It allocates only to grow.
/// </summary>
internal sealed class OrderExtrasTable
{
    /// <summary>A plain order's place.</summary>
    internal const int None = 0;

    private OrderExtras[] _extras = new OrderExtras[64];
    private int _free = None;
    private int _used = 1;

    /// <summary>Number of orders that show only a part of their lots.</summary>
    public int HiddenOrders { get; private set; }

    /// <summary>Expiries of resting orders by place.</summary>
    public TimeHeap Expiries { get; } = new();

    /// <summary>The extras in a place.</summary>
    public ref OrderExtras this[int place] => ref _extras[place];

    /// <summary>Takes a place.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="extras">What it has.</param>
    public int Add(long orderId, in OrderExtras extras)
    {
        int place = _free;
        if (place == None)
        {
            if (_used == _extras.Length)
            {
                Array.Resize(ref _extras, 2 * _used);
            }

            place = _used++;
        }
        else
        {
            _free = _extras[place].Slot;
        }

        _extras[place] = extras;
        HiddenOrders += extras.DisplayLots != 0 ? 1 : 0;
        if (extras.ExpiresNs != 0)
        {
            Expiries.Set(place, extras.ExpiresNs, orderId);
        }

        return place;
    }

    /// <summary>Gives a place back.</summary>
    public void Remove(int place)
    {
        Expiries.Remove(place);
        HiddenOrders -= _extras[place].DisplayLots != 0 ? 1 : 0;
        _extras[place] = new OrderExtras { Slot = _free };
        _free = place;
    }
}
