namespace OrleansMarkets.Core.Clearing;

/// <summary>The name of a stored result: ids are unique within their account.</summary>
internal readonly record struct ResultKey(long Account, CommandId Id)
{
    internal const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    /// <summary>A hash of all its parts, the same in every process.</summary>
    public uint Hash()
    {
        ulong mixed = unchecked(((((ulong)Account * Multiplier) ^ Id.High) * Multiplier) ^ Id.Low);
        mixed = unchecked((mixed ^ (mixed >> 32)) * Multiplier);
        return (uint)(mixed >> 32);
    }
}
