namespace OrleansMarkets.Lab;

/// <summary>
/// A stream of pseudo-random integers named by seed, purpose and index (SplitMix64, Steele, Lea and Flood 2014): adding draws to one
/// persona never changes another's.
/// </summary>
public sealed class SeededRandom
{
    internal const ulong Gamma = 0x9E3779B97F4A7C15;
    private ulong _state;

    /// <summary>Opens the stream.</summary>
    /// <param name="seed">Seed of the replay.</param>
    /// <param name="purpose">What it is for.</param>
    /// <param name="index">Which of that purpose, for example the account number.</param>
    public SeededRandom(ulong seed, RandomPurpose purpose, long index)
    {
        unchecked
        {
            _state = Mix(Mix(Mix(seed + Gamma) + (ulong)purpose) + (ulong)index);
        }
    }

    /// <summary>An integer from <paramref name="minimum"/> to <paramref name="maximum"/>, both included, each equally likely.</summary>
    public long NextInclusive(long minimum, long maximum)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minimum, maximum);
        ulong span = unchecked((ulong)maximum - (ulong)minimum + 1);
        if (span == 0)
        {
            return unchecked((long)Next());
        }

        // Values below the threshold would make the first (2^64 mod span) results more likely; fewer than one draw in two is refused.
        ulong threshold = unchecked(0UL - span) % span;
        ulong draw = Next();
        while (draw < threshold)
        {
            draw = Next();
        }

        return unchecked((long)((ulong)minimum + (draw % span)));
    }

    /// <summary>True in <paramref name="numerator"/> of <paramref name="denominator"/> cases.</summary>
    public bool NextChance(int numerator, int denominator) => NextInclusive(1, denominator) <= numerator;

    private ulong Next()
    {
        unchecked
        {
            _state += Gamma;
            return Mix(_state);
        }
    }

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
