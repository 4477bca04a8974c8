namespace Orleans.Simulation.Engine;

/// <summary>FNV-1a over the characters of a text: the same in every process, unlike <see cref="string.GetHashCode()"/>.</summary>
internal static class StableHash
{
    public const ulong Start = 0xCBF29CE484222325;
    private const ulong Prime = 0x100000001B3;

    public static ulong Of(string text)
    {
        var hash = Start;
        foreach (var character in text)
        {
            hash = Add(hash, character);
        }

        return hash ^ (hash >> 32);
    }

    public static ulong Add(ulong hash, ulong value) => (hash ^ value) * Prime;
}
