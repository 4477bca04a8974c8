using System.Runtime.CompilerServices;

namespace OrleansMarkets.Core.Matching;

/// <summary>
/// Price to level, for both sides of a book at once (a price is never on both). Prices in a window are places of a ring: the place of a
/// price never changes, so moving the window costs only what leaves or enters it. Prices outside are in two sorted arrays. Where a price
/// lies is a matter of speed alone: every function gives the same answer for both.
/// </summary>
internal struct LevelMap
{
    /// <summary>Best bid of a book without bids.</summary>
    internal const long NoBid = long.MinValue;

    /// <summary>Best ask of a book without asks.</summary>
    internal const long NoAsk = long.MaxValue;

    /// <summary>
    /// The window is moved, at a cost that grows with its size, after one in so many of its prices' worth of visits outside of it.
    /// </summary>
    internal const int VisitShare = 8;

    /// <summary>The window grows if after it was moved more than one level in so many is still outside.</summary>
    internal const int GrowthShare = 8;

    /// <summary>The best bid, price units.</summary>
    public long BestBidUnits;

    /// <summary>The best ask, price units.</summary>
    public long BestAskUnits;

    private readonly int _maximumPrices;
    private BookLevel[] _levels;
    private PriceBitmap _occupied;
    private long _firstUnits;
    private int _near;
    private int _farVisits;

    /// <summary>Makes a map without levels.</summary>
    /// <param name="window">Sizes of its window.</param>
    public LevelMap(PriceWindow window)
    {
        BestBidUnits = NoBid;
        BestAskUnits = NoAsk;
        _maximumPrices = window.MaximumPrices;
        _levels = new BookLevel[window.InitialPrices];
        _occupied = new PriceBitmap(window.InitialPrices);
        FarBids = new FarLevels();
        FarAsks = new FarLevels();
    }

    /// <summary>Bids outside the window.</summary>
    public FarLevels FarBids { get; }

    /// <summary>Asks outside the window.</summary>
    public FarLevels FarAsks { get; }

    /// <summary>Forgets all levels; the window keeps its size.</summary>
    public void Clear()
    {
        BestBidUnits = NoBid;
        BestAskUnits = NoAsk;
        Array.Clear(_levels);
        _occupied.ClearAll();
        FarBids.Truncate(0);
        FarAsks.Truncate(0);
        _near = 0;
        _farVisits = 0;
    }

    /// <summary>The level of a price that has orders.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref BookLevel Find(long priceUnits)
    {
        BookLevel[] levels = _levels;
        if (IsNear(priceUnits, levels))
        {
            return ref levels[PlaceOf(priceUnits, levels)];
        }

        return ref FindFar(priceUnits);
    }

    /// <summary>The level of a price, which may have no orders yet: then the first follows at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref BookLevel FindOrAdd<THalf>(long priceUnits)
        where THalf : struct, IBookHalf
    {
        BookLevel[] levels = _levels;
        if (!IsNear(priceUnits, levels))
        {
            return ref FindOrAddFar<THalf>(priceUnits);
        }

        int place = PlaceOf(priceUnits, levels);
        ref BookLevel level = ref levels[place];
        if (level.Orders == 0)
        {
            Occupy<THalf>(priceUnits, place);
        }

        return ref level;
    }

    /// <summary>Notes that the last order of a price has gone.</summary>
    public void Vacate<THalf>(long priceUnits)
        where THalf : struct, IBookHalf
    {
        BookLevel[] levels = _levels;
        if (IsNear(priceUnits, levels))
        {
            _occupied.Clear(PlaceOf(priceUnits, levels));
            _near--;
        }
        else
        {
            THalf.FarOf(this).Remove(THalf.KeyOf(priceUnits));
        }

        ref long best = ref THalf.BestOf(ref this);
        if (best == priceUnits)
        {
            best = BestAfter<THalf>(priceUnits);
        }
    }

    /// <summary>The best price of a half that is worse than a price; <see cref="IBookHalf.Empty"/> if there is none.</summary>
    public readonly long Next<THalf>(long priceUnits)
        where THalf : struct, IBookHalf
    {
        long near = THalf.NextInWindow(this, priceUnits);
        if (!THalf.FarOf(this).TryNext(THalf.KeyOf(priceUnits), out long key))
        {
            return near;
        }

        long far = THalf.KeyOf(key);
        return THalf.IsBetter(far, near) ? far : near;
    }

    /// <summary>The highest occupied price of the window below a price; <see cref="NoBid"/> if there is none.</summary>
    public readonly long BelowInWindow(long priceUnits)
    {
        long offset = Math.Min(priceUnits - _firstUnits, _levels.Length) - 1;
        if (offset < 0)
        {
            return NoBid;
        }

        int mask = _levels.Length - 1;
        int from = PlaceOf(_firstUnits + offset, _levels);
        int found = _occupied.LastFrom(from);
        long below = offset - ((from - found) & mask);
        return found != PriceBitmap.None && below >= 0 ? _firstUnits + below : NoBid;
    }

    /// <summary>The lowest occupied price of the window above a price; <see cref="NoAsk"/> if there is none.</summary>
    public readonly long AboveInWindow(long priceUnits)
    {
        long offset = Math.Max(priceUnits - _firstUnits, -1) + 1;
        int mask = _levels.Length - 1;
        if (offset > mask)
        {
            return NoAsk;
        }

        int from = PlaceOf(_firstUnits + offset, _levels);
        int found = _occupied.FirstFrom(from);
        long above = offset + ((found - from) & mask);
        return found != PriceBitmap.None && above <= mask ? _firstUnits + above : NoAsk;
    }

    /// <summary>Where the level of a price would be in the window: a hint for the cache, of no other meaning.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref BookLevel Hint(long priceUnits)
    {
        BookLevel[] levels = _levels;
        return ref levels[PlaceOf(priceUnits, levels)];
    }

    /// <summary>The lowest occupied price of the window; <see cref="NoAsk"/> if there is none.</summary>
    public readonly long LowestInWindow() => AboveInWindow(_firstUnits - 1);

    /// <summary>The highest occupied price of the window; <see cref="NoBid"/> if there is none.</summary>
    public readonly long HighestInWindow() => BelowInWindow(_firstUnits + _levels.Length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PlaceOf(long priceUnits, BookLevel[] levels) => unchecked((int)priceUnits) & (levels.Length - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool IsNear(long priceUnits, BookLevel[] levels) =>
        unchecked((ulong)(priceUnits - _firstUnits)) < (uint)levels.Length;

    private ref BookLevel FindFar(long priceUnits)
    {
        _farVisits++;
        return ref priceUnits <= BestBidUnits ? ref FarBids.Find(priceUnits) : ref FarAsks.Find(-priceUnits);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref BookLevel FindOrAddFar<THalf>(long priceUnits)
        where THalf : struct, IBookHalf
    {
        if (BestBidUnits == NoBid && BestAskUnits == NoAsk)
        {
            _firstUnits = priceUnits - (_levels.Length / 2);
        }
        else if (++_farVisits > _levels.Length / VisitShare)
        {
            Recentre();
        }

        int place = PlaceOf(priceUnits, _levels);
        bool isNear = IsNear(priceUnits, _levels);
        ref BookLevel level = ref isNear ? ref _levels[place] : ref THalf.FarOf(this).FindOrAdd(THalf.KeyOf(priceUnits));
        if (level.Orders == 0 && isNear)
        {
            Occupy<THalf>(priceUnits, place);
        }
        else if (level.Orders == 0)
        {
            RaiseBest<THalf>(priceUnits);
        }

        return ref level;
    }

    private void Occupy<THalf>(long priceUnits, int place)
        where THalf : struct, IBookHalf
    {
        _occupied.Set(place);
        _near++;
        RaiseBest<THalf>(priceUnits);
    }

    private void RaiseBest<THalf>(long priceUnits)
        where THalf : struct, IBookHalf
    {
        ref long best = ref THalf.BestOf(ref this);
        if (THalf.IsBetter(priceUnits, best))
        {
            best = priceUnits;
        }
    }

    // Everything that is left of the half is worse than the price.
    private readonly long BestAfter<THalf>(long priceUnits)
        where THalf : struct, IBookHalf
    {
        long near = THalf.NextInWindow(this, priceUnits);
        FarLevels far = THalf.FarOf(this);
        return far.Count > 0 && THalf.IsBetter(THalf.KeyOf(far.BestKey), near) ? THalf.KeyOf(far.BestKey) : near;
    }

    // Moves the window around the middle of the book, and makes it larger if much of the book is still outside.
    private void Recentre()
    {
        _farVisits = 0;
        long middle = BestBidUnits == NoBid ? BestAskUnits
            : BestAskUnits == NoAsk ? BestBidUnits
            : (BestBidUnits / 2) + (BestAskUnits / 2);
        long first = middle - (_levels.Length / 2);
        Evict<Bids>(first, BestBidUnits);
        Evict<Asks>(first, BestAskUnits);
        _firstUnits = first;
        Admit<Bids>();
        Admit<Asks>();
        if (_levels.Length < _maximumPrices && (FarBids.Count + FarAsks.Count) * GrowthShare > _near)
        {
            Grow(middle);
        }
    }

    private void Grow(long middle)
    {
        BookLevel[] old = _levels;
        int mask = old.Length - 1;
        int size = 2 * old.Length;
        _levels = new BookLevel[size];
        _occupied = new PriceBitmap(size);
        for (long offset = 0; offset <= mask; offset++)
        {
            int place = PlaceOf(_firstUnits + offset, old);
            if (old[place].Orders > 0)
            {
                Place(_firstUnits + offset, old[place]);
            }
        }

        _firstUnits = middle - (size / 2);
        Admit<Bids>();
        Admit<Asks>();
    }

    // Moves the levels of a half that a window beginning at a price does not cover out of the window.
    private void Evict<THalf>(long firstUnits, long bestUnits)
        where THalf : struct, IBookHalf
    {
        // Worst first, so that most are appended to the sorted far levels.
        FarLevels far = THalf.FarOf(this);
        for (long price = THalf.WorstInWindow(this); !THalf.IsBetter(price, bestUnits); price = THalf.BetterInWindow(this, price))
        {
            if (unchecked((ulong)(price - firstUnits)) < (uint)_levels.Length)
            {
                continue;
            }

            int place = PlaceOf(price, _levels);
            far.FindOrAdd(THalf.KeyOf(price)) = _levels[place];
            _levels[place] = default;
            _occupied.Clear(place);
            _near--;
        }
    }

    // Moves the far levels of a half that the window now covers into it.
    private void Admit<THalf>()
        where THalf : struct, IBookHalf
    {
        FarLevels far = THalf.FarOf(this);
        int kept = 0;
        for (int index = 0; index < far.Count; index++)
        {
            FarLevel level = far[index];
            if (IsNear(THalf.KeyOf(level.Key), _levels))
            {
                Place(THalf.KeyOf(level.Key), level.Level);
                _near++;
            }
            else
            {
                far[kept++] = level;
            }
        }

        far.Truncate(kept);
    }

    private readonly void Place(long priceUnits, in BookLevel level)
    {
        int place = PlaceOf(priceUnits, _levels);
        _levels[place] = level;
        _occupied.Set(place);
    }
}
