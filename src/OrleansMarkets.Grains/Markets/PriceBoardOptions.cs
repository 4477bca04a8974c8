using System.Text;

namespace OrleansMarkets.Grains.Markets;

/// <summary>How the prices of markets are spread over board grains. The same on every silo.</summary>
public sealed class PriceBoardOptions
{
    /// <summary>Number of boards, at least 1: few, since every silo reads all of them.</summary>
    public int BoardCount { get; set; } = 1;

    /// <summary>The board that a market reports to: a stable hash of its symbol (FNV-1a, 32 bits).</summary>
    /// <param name="symbol">The market.</param>
    public long BoardOf(string symbol)
    {
        const uint OffsetBasis = 2_166_136_261;
        const uint Prime = 16_777_619;
        uint hash = OffsetBasis;
        foreach (byte value in Encoding.UTF8.GetBytes(symbol))
        {
            hash = unchecked((hash ^ value) * Prime);
        }

        return hash % (uint)Math.Max(1, BoardCount);
    }
}
