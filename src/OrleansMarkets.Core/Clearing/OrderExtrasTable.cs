using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <summary>
/// What resting orders have beyond plain ones: places above 0, kept in the terms of their orders, and the expiries in the order in which
/// they come. It allocates only to grow.
/// </summary>
internal sealed class OrderExtrasTable
{
    /// <summary>A plain order's place.</summary>
    internal const int None = 0;

    private readonly Dictionary<(Side Side, long PriceUnits), long> _hiddenAt = [];
    private OrderExtras[] _extras = new OrderExtras[64];
    private int _free = None;
    private int _used = 1;

    /// <summary>Expiries of resting orders by place.</summary>
    public TimeHeap Expiries { get; } = new();

    /// <summary>The extras in a place.</summary>
    public ref OrderExtras this[int place] => ref _extras[place];

    /// <summary>Lots of a side that its orders at a price do not show.</summary>
    public long HiddenAt(Side side, long priceUnits) =>
        _hiddenAt.Count == 0 ? 0 : _hiddenAt.GetValueOrDefault((side, priceUnits));

    /// <summary>Adds lots that the orders of a price do not show, or takes them away.</summary>
    public void AddHidden(Side side, long priceUnits, long lots)
    {
        long hidden = _hiddenAt.GetValueOrDefault((side, priceUnits)) + lots;
        if (hidden == 0)
        {
            _hiddenAt.Remove((side, priceUnits));
        }
        else
        {
            _hiddenAt[(side, priceUnits)] = hidden;
        }
    }

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
        _extras[place] = new OrderExtras { Slot = _free };
        _free = place;
    }
}
