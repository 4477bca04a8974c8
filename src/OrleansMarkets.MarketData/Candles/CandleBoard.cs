using System.Collections.Immutable;

namespace OrleansMarkets.MarketData.Candles;

/// <summary>The candles of one market: every interval of trades, mark and index.</summary>
/// <param name="capacity">Bars kept of each interval and source.</param>
internal sealed class CandleBoard(int capacity)
{
    private readonly CandleSeries[] _trades = Series(capacity);
    private readonly CandleSeries[] _marks = Series(capacity);
    private readonly CandleSeries[] _indices = Series(capacity);

    /// <summary>Takes a trade.</summary>
    public void Trade(long timeNs, long priceUnits, long lots, long notionalQuanta) =>
        Add(_trades, timeNs, priceUnits, lots, notionalQuanta);

    /// <summary>Takes a mark and an index price.</summary>
    public void Prices(long timeNs, long markUnits, long indexUnits)
    {
        Add(_marks, timeNs, markUnits, 0, 0);
        Add(_indices, timeNs, indexUnits, 0, 0);
    }

    /// <summary>Bars, newest first, up to the one that a time is in.</summary>
    public ImmutableArray<Candle> Read(in CandleQuery query, long timeNs) =>
        SeriesOf(query.Source)[query.Interval.Place].Read(query, timeNs);

    private static CandleSeries[] Series(int capacity) => [.. CandleInterval.All.Select(interval => new CandleSeries(interval, capacity))];

    private static void Add(CandleSeries[] all, long timeNs, long priceUnits, long lots, long notionalQuanta)
    {
        foreach (CandleSeries series in all)
        {
            series.Add(timeNs, priceUnits, lots, notionalQuanta);
        }
    }

    private CandleSeries[] SeriesOf(CandleSource source) => source switch
    {
        CandleSource.Mark => _marks,
        CandleSource.Index => _indices,
        _ => _trades,
    };
}
