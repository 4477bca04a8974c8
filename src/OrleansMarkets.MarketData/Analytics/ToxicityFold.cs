using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.MarketData.Analytics;

/// <summary>
/// Volume-synchronised probability of informed trading (VPIN): trades fill buckets of equal volume, one that is larger than the room in a
/// bucket is divided among several. Sides are those of the takers, not guessed.
/// </summary>
/// <param name="bucketLots">Volume of a bucket.</param>
/// <param name="buckets">Full buckets kept.</param>
internal sealed class ToxicityFold(long bucketLots, int buckets)
{
    private readonly Queue<long> _imbalances = new();
    private Int128 _sum;
    private long _boughtLots;
    private long _soldLots;

    /// <summary>Takes a trade.</summary>
    public void Add(Side takerSide, long lots)
    {
        for (long left = lots; left > 0;)
        {
            long part = Math.Min(left, bucketLots - _boughtLots - _soldLots);
            left -= part;
            _boughtLots += takerSide == Side.Buy ? part : 0;
            _soldLots += takerSide == Side.Buy ? 0 : part;
            if (_boughtLots + _soldLots == bucketLots)
            {
                Close();
            }
        }
    }

    /// <summary>What it comes to now.</summary>
    public Toxicity Read() => new(bucketLots, _imbalances.Count, Vpin(), _boughtLots, _soldLots);

    private long? Vpin() => _imbalances.Count == 0
        ? null
        : (long)IntegerMath.Divide(_sum * IntegerMath.Ppm, (Int128)bucketLots * _imbalances.Count, RoundingDirection.HalfEven);

    private void Close()
    {
        long imbalance = Math.Abs(_boughtLots - _soldLots);
        (_boughtLots, _soldLots) = (0, 0);
        _imbalances.Enqueue(imbalance);
        _sum += imbalance;
        if (_imbalances.Count > buckets)
        {
            _sum -= _imbalances.Dequeue();
        }
    }
}
