using System.Text;

namespace OrleansMarkets.Gateway.Tests.Support;

/// <summary>The checksum of a book, bit by bit.</summary>
internal static class Checksum
{
    private const int Entries = 25;

    public static uint Of(IReadOnlyList<string> bids, IReadOnlyList<string> asks)
    {
        var parts = new List<string>();
        for (int entry = 0; entry < Entries; entry++)
        {
            parts.AddRange(bids.Skip(entry).Take(1).Concat(asks.Skip(entry).Take(1)));
        }

        uint crc = uint.MaxValue;
        foreach (byte value in Encoding.ASCII.GetBytes(string.Join(':', parts)))
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
            }
        }

        return ~crc;
    }
}
