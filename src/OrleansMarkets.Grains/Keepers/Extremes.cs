using System.Numerics;

namespace OrleansMarkets.Grains.Keepers;

/// <summary>Smallest and largest of many integers, with vector instructions.</summary>
internal static class Extremes
{
    /// <summary>Finds them.</summary>
    /// <param name="values">At least one value.</param>
    public static (long Smallest, long Largest) Of(ReadOnlySpan<long> values)
    {
        long smallest = values[0];
        long largest = values[0];
        int done = 0;
        if (values.Length >= Vector<long>.Count)
        {
            Vector<long> low = new(values);
            Vector<long> high = low;
            for (done = Vector<long>.Count; done <= values.Length - Vector<long>.Count; done += Vector<long>.Count)
            {
                Vector<long> next = new(values[done..]);
                low = Vector.Min(low, next);
                high = Vector.Max(high, next);
            }

            for (int lane = 0; lane < Vector<long>.Count; lane++)
            {
                smallest = Math.Min(smallest, low[lane]);
                largest = Math.Max(largest, high[lane]);
            }
        }

        for (; done < values.Length; done++)
        {
            smallest = Math.Min(smallest, values[done]);
            largest = Math.Max(largest, values[done]);
        }

        return (smallest, largest);
    }
}
