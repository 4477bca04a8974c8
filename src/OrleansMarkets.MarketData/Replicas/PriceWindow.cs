namespace OrleansMarkets.MarketData.Replicas;

/// <summary>Trades of the last day in buckets of a minute: high, low, volume and the price at an earlier time.</summary>
internal sealed class PriceWindow
{
    /// <summary>Nanoseconds of a bucket.</summary>
    public const long MinuteNs = 60_000_000_000;

    /// <summary>Minutes of a day.</summary>
    public const int DayMinutes = 24 * 60;

    /// <summary>Minutes of an hour.</summary>
    public const int HourMinutes = 60;

    // One more than the window: the price a day ago is the close of a minute before it.
    private const int Buckets = DayMinutes + 1;

    private readonly Bucket[] _buckets = new Bucket[Buckets];
    private long _firstUnits;
    private long _forgottenMinute = long.MinValue;
    private long _forgottenUnits;

    /// <summary>Takes a trade; times never go back.</summary>
    public void Add(long timeNs, long priceUnits, long lots, long notionalQuanta)
    {
        long minute = timeNs / MinuteNs;
        ref Bucket bucket = ref _buckets[minute % Buckets];
        if (bucket.Lots == 0 || bucket.Minute != minute)
        {
            Forget(bucket);
            bucket = new Bucket { Minute = minute, HighUnits = priceUnits, LowUnits = priceUnits };
        }

        bucket.HighUnits = Math.Max(bucket.HighUnits, priceUnits);
        bucket.LowUnits = Math.Min(bucket.LowUnits, priceUnits);
        bucket.CloseUnits = priceUnits;
        bucket.Lots += lots;
        bucket.Quanta += notionalQuanta;
        _firstUnits = _firstUnits == 0 ? priceUnits : _firstUnits;
    }

    /// <summary>Sums over the day that ends with the minute of a time.</summary>
    public DaySummary Read(long nowNs)
    {
        long now = nowNs / MinuteNs;
        var day = new DaySummary { LowUnits = long.MaxValue };
        foreach (ref readonly Bucket bucket in _buckets.AsSpan())
        {
            if (bucket.Lots > 0 && bucket.Minute > now - DayMinutes && bucket.Minute <= now)
            {
                day.HighUnits = Math.Max(day.HighUnits, bucket.HighUnits);
                day.LowUnits = Math.Min(day.LowUnits, bucket.LowUnits);
                day.VolumeLots += bucket.Lots;
                day.TurnoverQuanta += bucket.Quanta;
            }
        }

        day.LowUnits = day.VolumeLots == 0 ? 0 : day.LowUnits;
        day.DayAgoUnits = CloseAt(now - DayMinutes);
        day.HourAgoUnits = CloseAt(now - HourMinutes);
        return day;
    }

    // The last price at the end of a minute; the first of all for a time before it.
    private long CloseAt(long minute)
    {
        bool isForgotten = _forgottenMinute <= minute && _forgottenUnits != 0;
        long best = isForgotten ? _forgottenMinute : long.MinValue;
        long close = isForgotten ? _forgottenUnits : _firstUnits;
        foreach (ref readonly Bucket bucket in _buckets.AsSpan())
        {
            if (bucket.Lots > 0 && bucket.Minute <= minute && bucket.Minute > best)
            {
                best = bucket.Minute;
                close = bucket.CloseUnits;
            }
        }

        return close;
    }

    private void Forget(in Bucket bucket)
    {
        if (bucket.Lots > 0 && bucket.Minute > _forgottenMinute)
        {
            _forgottenMinute = bucket.Minute;
            _forgottenUnits = bucket.CloseUnits;
        }
    }

    /// <summary>What a day comes to.</summary>
    public struct DaySummary
    {
        /// <summary>Highest price; zero without a trade.</summary>
        public long HighUnits;

        /// <summary>Lowest price; zero without a trade.</summary>
        public long LowUnits;

        /// <summary>Lots traded.</summary>
        public long VolumeLots;

        /// <summary>Notional traded, quote quanta.</summary>
        public Int128 TurnoverQuanta;

        /// <summary>Price a day before.</summary>
        public long DayAgoUnits;

        /// <summary>Price an hour before.</summary>
        public long HourAgoUnits;
    }

    private struct Bucket
    {
        public long Minute;
        public long HighUnits;
        public long LowUnits;
        public long CloseUnits;
        public long Lots;
        public Int128 Quanta;
    }
}
