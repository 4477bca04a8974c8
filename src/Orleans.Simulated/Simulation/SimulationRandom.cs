using System.Numerics;

namespace Orleans.Simulation;

/// <summary>
/// A seeded source of random numbers that is the same in every process and version: xoshiro256** of Blackman and Vigna (2018), its
/// state filled by splitmix64.
/// </summary>
public sealed class SimulationRandom
{
    private readonly ulong _seed;
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Creates a source.</summary>
    /// <param name="seed">Equal seeds give equal numbers.</param>
    public SimulationRandom(ulong seed)
    {
        _seed = seed;
        var state = seed;
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    /// <summary>A source of its own for a purpose; drawing from it does not disturb this one.</summary>
    /// <param name="purpose">Name of the purpose.</param>
    /// <returns>The source.</returns>
    public SimulationRandom Fork(string purpose) => new(_seed ^ StableHash.Of(purpose));

    /// <summary>Draws 64 bits.</summary>
    /// <returns>The bits.</returns>
    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Draws an integer from 0 to below a bound.</summary>
    /// <param name="bound">The bound, above 0.</param>
    /// <returns>The integer.</returns>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)(((NextUInt64() >> 32) * (ulong)bound) >> 32);
    }

    /// <summary>Draws an integer from a range.</summary>
    /// <param name="lowest">Lowest value.</param>
    /// <param name="highest">Highest value.</param>
    /// <returns>The integer.</returns>
    public long NextInt64(long lowest, long highest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(highest, lowest);
        var width = (UInt128)(highest - (Int128)lowest) + 1;
        return (long)(lowest + (Int128)((NextUInt64() * width) >> 64));
    }

    /// <summary>Draws a number from 0 to below 1.</summary>
    /// <returns>The number.</returns>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Draws whether something with a probability happens.</summary>
    /// <param name="probability">Probability from 0 to 1; nothing is drawn for 0.</param>
    /// <returns>Whether it happens.</returns>
    public bool Chance(double probability) => probability > 0 && NextDouble() < probability;

    /// <summary>Draws a time span from a range.</summary>
    /// <param name="shortest">Shortest span.</param>
    /// <param name="longest">Longest span.</param>
    /// <returns>The span.</returns>
    public TimeSpan NextTimeSpan(TimeSpan shortest, TimeSpan longest) =>
        new(NextInt64(shortest.Ticks, Math.Max(shortest.Ticks, longest.Ticks)));

    /// <summary>Draws a waiting time around a mean: evenly from a tenth of it to nineteen tenths.</summary>
    /// <param name="mean">The mean.</param>
    /// <returns>The waiting time.</returns>
    public TimeSpan NextAround(TimeSpan mean) => NextTimeSpan(mean / 10, mean * 1.9);

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
