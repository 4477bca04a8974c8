using OrleansMarkets.Contracts.Keepers;
using OrleansMarkets.Core.Funding;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Grains.Markets;

namespace OrleansMarkets.Grains.Keepers;

/// <summary>
/// The positions of one market in a shard, as a structure of dense arrays. Adding up a column is one pass over contiguous integers;
/// where all products are known to fit it runs in 64 bits, else in 128: the results are the same.
/// </summary>
internal sealed class MarketColumn(string symbol)
{
    /// <summary>What a position of a market that nobody knows takes from equity: its account may be liquidatable, so it is asked.</summary>
    public static readonly Int128 UnknownLossQuanta = (Int128)1 << 100;

    /// <summary>Positions that fit before the arrays grow.</summary>
    public const int FirstCapacity = 16;

    private int[] _slots = new int[FirstCapacity];
    private long[] _sizes = new long[FirstCapacity];
    private long[] _cash = new long[FirstCapacity];
    private long[] _funding = new long[FirstCapacity];
    private MaintenanceTable? _table;

    /// <summary>The market.</summary>
    public string Symbol => symbol;

    /// <summary>Its rules; null while they are not known.</summary>
    public CatalogMarket? Market { get; private set; }

    /// <summary>The mark that it is valued at, price units; zero when missing.</summary>
    public long MarkUnits { get; private set; }

    /// <summary>The funding index that positions are settled to; null when none is known, which settles nothing.</summary>
    public long? FundingIndexNow { get; private set; }

    /// <summary>Number of positions.</summary>
    public int Count { get; private set; }

    /// <summary>Accounts' slots by place.</summary>
    public ReadOnlySpan<int> Slots => _slots.AsSpan(0, Count);

    /// <summary>Signed sizes in lots by place.</summary>
    public ReadOnlySpan<long> Sizes => _sizes.AsSpan(0, Count);

    /// <summary>Takes the market's rules and price.</summary>
    /// <returns>Whether anything changed that positions are valued by.</returns>
    public bool SetPrice(CatalogMarket? market, long markUnits, long? fundingIndex)
    {
        bool same = ReferenceEquals(market, Market) && markUnits == MarkUnits && fundingIndex == FundingIndexNow;
        if (!ReferenceEquals(market, Market))
        {
            _table = market is null ? null : new MaintenanceTable(market.Parameters.MarginTiers);
        }

        (Market, MarkUnits, FundingIndexNow) = (market, markUnits, fundingIndex);
        return !same;
    }

    /// <summary>Adds a position and gives its place.</summary>
    public int Add(int slot, in RiskVectorPosition position)
    {
        if (Count == _slots.Length)
        {
            int capacity = Count * 2;
            Array.Resize(ref _slots, capacity);
            Array.Resize(ref _sizes, capacity);
            Array.Resize(ref _cash, capacity);
            Array.Resize(ref _funding, capacity);
        }

        _slots[Count] = slot;
        _sizes[Count] = position.SizeLots;
        _cash[Count] = position.QuoteQuanta;
        _funding[Count] = position.FundingIndex;
        return Count++;
    }

    /// <summary>Removes the position at a place; the last one moves there.</summary>
    /// <returns>Slot of the account whose position moved; −1 when none did.</returns>
    public int RemoveAt(int place)
    {
        Count--;
        if (place == Count)
        {
            return -1;
        }

        _slots[place] = _slots[Count];
        _sizes[place] = _sizes[Count];
        _cash[place] = _cash[Count];
        _funding[place] = _funding[Count];
        return _slots[place];
    }

    /// <summary>Adds every position's value and requirement to its account's sums.</summary>
    public void AddTo(RiskSums sums)
    {
        if (Market is not { } market)
        {
            AddUnknown(sums);
        }
        else if (market.Spec.Kind == MarketKind.Spot)
        {
            AddCash(sums);
        }
        else if (MarkUnits <= 0)
        {
            AddWithoutMark(sums, market);
        }
        else if (Count > 0 && FitsIn64Bits(market))
        {
            AddIn64Bits(sums, market);
        }
        else
        {
            AddIn128Bits(sums, market);
        }
    }

    /// <summary>Maintenance margin of one position, quote quanta.</summary>
    public Int128 MaintenanceOf(long sizeLots) => Market is { } market
        ? MarginSchedule.Maintenance(market.Parameters.MarginTiers.AsSpan(), Int128.Abs(PerLot(market) * sizeLots))
        : 0;

    private long Payment(int place) =>
        FundingIndexNow is { } now ? FundingIndex.Payment(_sizes[place], _funding[place], now) : 0;

    private Int128 PerLot(CatalogMarket market) => (Int128)MarkUnits * market.Spec.QuantaPerUnitLot;

    private bool FitsIn64Bits(CatalogMarket market)
    {
        (long smallest, long largest) = Extremes.Of(Sizes);
        (long lowest, long highest) = Extremes.Of(_funding.AsSpan(0, Count));
        Int128 size = Int128.Max(largest, -(Int128)smallest);
        Int128 now = FundingIndexNow ?? lowest;
        Int128 drift = Int128.Max(now - lowest, highest - now);
        return _table is { IsExact: true }
            && PerLot(market) * size <= MaintenanceTable.MaximumNotionalQuanta
            && drift * size <= MaintenanceTable.MaximumNotionalQuanta;
    }

    private void AddIn64Bits(RiskSums sums, CatalogMarket market)
    {
        MaintenanceTable table = _table!;
        long perLot = (long)PerLot(market);
        bool settles = FundingIndexNow.HasValue;
        long now = FundingIndexNow.GetValueOrDefault();
        for (int i = 0; i < Count; i++)
        {
            long size = _sizes[i];
            long value = size * perLot;

            // Core's payment rounds down, and so does a shift of a two's complement number.
            long payment = settles ? (-size * (now - _funding[i])) >> FundingIndex.ScaleBits : 0;
            sums.Add(_slots[i], (Int128)_cash[i] + (value + payment), table.Maintenance(Math.Abs(value)));
        }
    }

    private void AddIn128Bits(RiskSums sums, CatalogMarket market)
    {
        Int128 perLot = PerLot(market);
        ReadOnlySpan<MarginTier> tiers = market.Parameters.MarginTiers.AsSpan();
        for (int i = 0; i < Count; i++)
        {
            Int128 value = perLot * _sizes[i];
            long payment = Payment(i);
            sums.Add(_slots[i], _cash[i] + value + payment, MarginSchedule.Maintenance(tiers, Int128.Abs(value)));
        }
    }

    // Without a mark nobody is liquidated for this position: it is read in its owner's favour, as Core does.
    private void AddWithoutMark(RiskSums sums, CatalogMarket market)
    {
        Int128 highest = (Int128)market.Parameters.MaximumPriceUnits * market.Spec.QuantaPerUnitLot;
        for (int i = 0; i < Count; i++)
        {
            Int128 value = _sizes[i] > 0 ? highest * _sizes[i] : 0;
            long payment = Payment(i);
            sums.Add(_slots[i], _cash[i] + value + payment, 0);
        }
    }

    private void AddCash(RiskSums sums)
    {
        for (int i = 0; i < Count; i++)
        {
            sums.Add(_slots[i], _cash[i], 0);
        }
    }

    private void AddUnknown(RiskSums sums)
    {
        for (int i = 0; i < Count; i++)
        {
            sums.Add(_slots[i], -UnknownLossQuanta, 0);
        }
    }
}
