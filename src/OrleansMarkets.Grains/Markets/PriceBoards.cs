using System.Text;

namespace OrleansMarkets.Grains.Markets;

/// <summary>How the prices of markets are spread over board grains.</summary>
public static class PriceBoards
{
    /// <summary>Number of boards: few, since every silo reads all of them, and more than one, so that none is the only one.</summary>
    public const int Count = 4;

    /// <summary>The board that a market reports to: a stable hash of its symbol (FNV-1a, 32 bits).</summary>
    /// <param name="symbol">The market.</param>
    public static long KeyOf(string symbol)
    {
        const uint OffsetBasis = 2_166_136_261;
        const uint Prime = 16_777_619;
        uint hash = OffsetBasis;
        foreach (byte value in Encoding.UTF8.GetBytes(symbol))
        {
            hash = unchecked((hash ^ value) * Prime);
        }

        return hash % Count;
    }
}
