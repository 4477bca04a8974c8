using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Matching;

/// <summary>
/// The prices of the smallest surplus among those seen. They are added rising, where surpluses only fall: so what is kept is one stretch.
/// </summary>
/// <param name="tickUnits">Prices are multiples of this, price units.</param>
internal struct EquilibriumRange(long tickUnits)
{
    private long _surplusLots = long.MaxValue;
    private long _lowest;
    private long _highest;
    private bool _allBuy;
    private bool _allSell;

    /// <summary>Adds the price of a limit.</summary>
    public void AddLimit(long priceUnits, long surplusLots) => Add(priceUnits, priceUnits, surplusLots);

    /// <summary>Adds the multiples of the tick between two limits, if there are any.</summary>
    public void AddBetween(long lowerUnits, long upperUnits, long surplusLots)
    {
        long lowest = tickUnits * ((long)IntegerMath.Divide(lowerUnits, tickUnits, RoundingDirection.Down) + 1);
        long highest = tickUnits * ((long)IntegerMath.Divide(upperUnits, tickUnits, RoundingDirection.Up) - 1);
        if (lowest <= highest)
        {
            Add(lowest, highest, surplusLots);
        }
    }

    /// <summary>The price: by pressure of the market, else the nearest to the reference.</summary>
    public readonly long Choose(long referenceUnits)
    {
        if (_allBuy)
        {
            return _highest;
        }

        return _allSell
            ? _lowest
            : Math.Clamp(tickUnits * (long)IntegerMath.Divide(referenceUnits, tickUnits, RoundingDirection.HalfEven), _lowest, _highest);
    }

    private void Add(long lowest, long highest, long surplusLots)
    {
        long size = Math.Abs(surplusLots);
        if (size > _surplusLots)
        {
            return;
        }

        if (size < _surplusLots)
        {
            _surplusLots = size;
            _lowest = lowest;
            _allBuy = true;
            _allSell = true;
        }

        _highest = highest;
        _allBuy &= surplusLots > 0;
        _allSell &= surplusLots < 0;
    }
}
