using System.Numerics;

namespace OrleansMarkets.Benchmarks.Load;

/// <summary>Latencies in buckets of at most 3 % width; one for each lane, merged at the end.</summary>
internal sealed class Histogram
{
    private const int SubBits = 5;
    private const int SubBuckets = 1 << SubBits;

    private readonly int[] _counts = new int[(64 - SubBits) * SubBuckets];

    public long Count { get; private set; }

    public void Record(long nanoseconds)
    {
        _counts[BucketOf((ulong)Math.Max(0, nanoseconds))]++;
        Count++;
    }

    public void Add(Histogram other)
    {
        for (int i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        Count += other.Count;
    }

    /// <summary>The latency below which a share of the calls stayed, microseconds.</summary>
    public double Microseconds(double share)
    {
        long wanted = Math.Max(1, (long)Math.Ceiling(Count * share));
        long seen = 0;
        for (int bucket = 0; bucket < _counts.Length; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= wanted)
            {
                return MiddleOf(bucket) / 1_000.0;
            }
        }

        return 0;
    }

    private static int BucketOf(ulong value)
    {
        if (value < SubBuckets)
        {
            return (int)value;
        }

        int shift = BitOperations.Log2(value) - SubBits;
        return (shift * SubBuckets) + (int)(value >> shift);
    }

    private static double MiddleOf(int bucket)
    {
        if (bucket < 2 * SubBuckets)
        {
            return bucket;
        }

        int shift = (bucket / SubBuckets) - 1;
        double low = (double)(bucket - (shift * SubBuckets)) * Math.Pow(2, shift);
        return low + (Math.Pow(2, shift) / 2);
    }
}
