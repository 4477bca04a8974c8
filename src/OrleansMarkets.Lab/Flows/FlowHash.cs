namespace OrleansMarkets.Lab.Flows;

/// <summary>The checksum of trades and books: 64-bit words, one after the other.</summary>
internal struct FlowHash
{
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    /// <summary>The checksum so far.</summary>
    public ulong Value { get; private set; }

    /// <summary>Mixes a word in.</summary>
    public void Add(long word)
    {
        ulong mixed = unchecked((Value ^ (ulong)word) * Multiplier);
        Value = mixed ^ (mixed >> 32);
    }
}
