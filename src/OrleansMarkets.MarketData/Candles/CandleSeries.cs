using System.Collections.Immutable;

namespace OrleansMarkets.MarketData.Candles;

/// <summary>
/// The bars of one interval and source. Only bars with a price in them are kept, the oldest go first; those between are made when somebody
/// reads. Not safe for use from several threads.
/// </summary>
/// <param name="interval">Length of the bars.</param>
/// <param name="capacity">Bars kept at most.</param>
internal sealed class CandleSeries(CandleInterval interval, int capacity)
{
    private readonly List<Candle> _ring = [];
    private int _first;
    private long _endNs = long.MinValue;

    private int Last => (_first + _ring.Count - 1) % _ring.Count;

    /// <summary>Takes a price; times never go back.</summary>
    public void Add(long timeNs, long priceUnits, long lots, long notionalQuanta)
    {
        if (timeNs >= _endNs)
        {
            long startNs = interval.StartOf(timeNs);
            _endNs = interval.Shift(startNs, 1);
            Begin(Candle.Flat(startNs, _ring.Count == 0 ? priceUnits : _ring[Last].CloseUnits));
        }

        _ring[Last] = _ring[Last].With(timeNs, priceUnits, lots, notionalQuanta);
    }

    /// <summary>Bars, newest first, up to the one that a time is in.</summary>
    /// <param name="query">Which.</param>
    /// <param name="timeNs">Book time of the last record.</param>
    public ImmutableArray<Candle> Read(in CandleQuery query, long timeNs)
    {
        if (_ring.Count == 0 || query.FromNs > timeNs || query.Limit <= 0)
        {
            return [];
        }

        long firstNs = Math.Max(At(0).StartNs, query.FromNs is { } fromNs ? FirstFrom(fromNs) : long.MinValue);
        long lastNs = interval.StartOf(Math.Min(timeNs, query.ToNs ?? timeNs));
        if (query is { FromNs: not null, ToNs: null })
        {
            lastNs = Math.Min(lastNs, interval.Shift(firstNs, query.Limit - 1));
        }

        ImmutableArray<Candle>.Builder bars = ImmutableArray.CreateBuilder<Candle>();
        int kept = _ring.Count - 1;
        for (long startNs = lastNs; startNs >= firstNs && bars.Count < query.Limit; startNs = interval.Shift(startNs, -1))
        {
            while (At(kept).StartNs > startNs)
            {
                kept--;
            }

            bars.Add(At(kept).StartNs == startNs ? At(kept) : Candle.Flat(startNs, At(kept).CloseUnits));
        }

        return bars.ToImmutable();
    }

    private Candle At(int age) => _ring[(_first + age) % _ring.Count];

    private long FirstFrom(long timeNs)
    {
        long startNs = interval.StartOf(timeNs);
        return startNs == timeNs ? startNs : interval.Shift(startNs, 1);
    }

    private void Begin(in Candle bar)
    {
        if (_ring.Count < capacity)
        {
            _ring.Add(bar);
            return;
        }

        _ring[_first] = bar;
        _first = (_first + 1) % capacity;
    }
}
