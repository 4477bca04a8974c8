namespace OrleansMarkets.Silo.Prices;

/// <summary>Pseudo-random whole numbers that are the same for the same seed on every machine (SplitMix64).</summary>
/// <param name="seed">The seed.</param>
public sealed class DrawSource(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Seed of an independent stream, from a name.</summary>
    /// <param name="seed">The common seed.</param>
    /// <param name="purpose">What the stream is for.</param>
    public static ulong SeedOf(ulong seed, string purpose)
    {
        ulong mixed = Mix(seed);
        foreach (char letter in purpose)
        {
            mixed = Mix(mixed ^ letter);
        }

        return mixed;
    }

    /// <summary>A number between two bounds, both included; the bias of the remainder is far below what anybody could see here.</summary>
    public long Next(long least, long most)
    {
        ulong range = unchecked((ulong)(most - least)) + 1;
        return range <= 1 ? least : least + (long)(NextBits() % range);
    }

    /// <summary>A time between two bounds.</summary>
    public TimeSpan Next(TimeSpan least, TimeSpan most) => TimeSpan.FromTicks(Next(least.Ticks, most.Ticks));

    private ulong NextBits()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
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
