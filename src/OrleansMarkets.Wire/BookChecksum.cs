using System.Text;
using OrleansMarkets.Wire.Market;
using OrleansMarkets.Wire.Streams;

namespace OrleansMarkets.Wire;

/// <summary>
/// With which a client proves that the book it has rebuilt is the right one: the CRC-32 (ISO-HDLC, as in zip and zlib) of a text. The text
/// is made of the first <see cref="Entries"/> of each side, bid, ask, bid, ask and so on, the other side's alone where one has ended,
/// all parts with a colon between them: <c>price:size</c> of a level, <c>number:price:size</c> of an order, as they were sent.
/// </summary>
public static class BookChecksum
{
    /// <summary>Levels or orders of a side that it covers.</summary>
    public const int Entries = 25;

    private const uint Polynomial = 0xEDB88320;
    private const int MaximumCharacters = 64;

    private static readonly uint[] Table = MakeTable();

    /// <summary>The checksum of a book of levels.</summary>
    /// <param name="bids">Bids, best first.</param>
    /// <param name="asks">Asks, best first.</param>
    public static uint Of(IEnumerable<PriceLevel> bids, IEnumerable<PriceLevel> asks) => Of(bids.Select(Text), asks.Select(Text));

    /// <summary>The checksum of a book of orders.</summary>
    /// <param name="bids">Bids in the order in which they trade.</param>
    /// <param name="asks">Asks in the order in which they trade.</param>
    public static uint Of(IEnumerable<QueuedOrder> bids, IEnumerable<QueuedOrder> asks) => Of(bids.Select(Text), asks.Select(Text));

    private static string Text(PriceLevel level) => $"{level.Price}:{level.Size}";

    private static string Text(QueuedOrder order) => $"{order.Number}:{order.Price}:{order.Size}";

    private static uint Of(IEnumerable<string> bids, IEnumerable<string> asks)
    {
        var text = new StringBuilder(2 * Entries * MaximumCharacters);
        using IEnumerator<string> bid = bids.Take(Entries).GetEnumerator();
        using IEnumerator<string> ask = asks.Take(Entries).GetEnumerator();
        for (int entry = 0; entry < Entries; entry++)
        {
            Append(text, bid);
            Append(text, ask);
        }

        uint crc = uint.MaxValue;
        foreach (ReadOnlyMemory<char> chunk in text.GetChunks())
        {
            foreach (char character in chunk.Span)
            {
                crc = (crc >> 8) ^ Table[(byte)(crc ^ character)];
            }
        }

        return ~crc;
    }

    private static void Append(StringBuilder text, IEnumerator<string> side)
    {
        if (side.MoveNext())
        {
            text.Append(text.Length == 0 ? "" : ":").Append(side.Current);
        }
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint value = 0; value < table.Length; value++)
        {
            uint rest = value;
            for (int bit = 0; bit < 8; bit++)
            {
                rest = (rest & 1) == 0 ? rest >> 1 : (rest >> 1) ^ Polynomial;
            }

            table[value] = rest;
        }

        return table;
    }
}
