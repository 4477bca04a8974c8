using System.Globalization;
using System.IO.Compression;
using System.Text;
using OrleansMarkets.Lab.Mbo;

namespace OrleansMarkets.Lab.Tests.Mbo;

/// <summary>Writes the rows of a feed.</summary>
internal sealed class Feed
{
    private const int EndOfEvent = 128;

    private readonly StringBuilder _text = new(MboFile.Header + "\n");
    private int _row;
    private long _timeNs = 1_000;

    /// <summary>The next rows have a later time.</summary>
    public Feed Later()
    {
        _timeNs++;
        return this;
    }

    public Feed Add(char side, long id, string price, int size, bool ends = true) => Row('A', side, id, price, size, ends);

    public Feed Cancel(char side, long id, string price, int size, bool ends = true) => Row('C', side, id, price, size, ends);

    public Feed Modify(char side, long id, string price, int size) => Row('M', side, id, price, size, ends: true);

    public Feed Trade(char side, long id, string price, int size) => Row('T', side, id, price, size, ends: false);

    public Feed Fill(char side, long id, string price, int size) => Row('F', side, id, price, size, ends: false);

    public string Text() => _text.ToString();

    public byte[] Gzip()
    {
        MemoryStream content = new();
        using (GZipStream gzip = new(content, CompressionMode.Compress))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Text()));
        }

        return content.ToArray();
    }

    private Feed Row(char action, char side, long id, string price, int size, bool ends)
    {
        _text.Append(
            CultureInfo.InvariantCulture,
            $"{_timeNs},{++_row},{action},{side},{id},{price},{size},{(ends ? EndOfEvent : 0)}\n");
        return this;
    }
}
