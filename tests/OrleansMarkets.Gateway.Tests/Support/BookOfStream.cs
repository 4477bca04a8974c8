using System.Globalization;
using System.Text.Json;

namespace OrleansMarkets.Gateway.Tests.Support;

/// <summary>A book as a client rebuilds it from snapshots and deltas.</summary>
internal sealed class BookOfStream
{
    private readonly SortedDictionary<decimal, string> _bids = new(Comparer<decimal>.Create((left, right) => right.CompareTo(left)));
    private readonly SortedDictionary<decimal, string> _asks = [];
    private long _updateId;

    public long Sequence { get; private set; }

    /// <summary>Messages whose checksum was right.</summary>
    public int Checked { get; private set; }

    public string[] Levels =>
    [
        .. _bids.Select(level => string.Create(CultureInfo.InvariantCulture, $"b {level.Key} {level.Value}")),
        .. _asks.Select(level => string.Create(CultureInfo.InvariantCulture, $"a {level.Key} {level.Value}")),
    ];

    public void Apply(JsonElement message)
    {
        JsonElement data = message.GetProperty("data");
        long updateId = data.GetProperty("u").GetInt64();
        if (message.GetProperty("type").GetString() == "snapshot")
        {
            _bids.Clear();
            _asks.Clear();
        }
        else
        {
            Assert.Equal(_updateId + 1, updateId);
        }

        Assert.True(data.GetProperty("seq").GetInt64() >= Sequence);
        (_updateId, Sequence) = (updateId, data.GetProperty("seq").GetInt64());
        Apply(_bids, data.GetProperty("b"));
        Apply(_asks, data.GetProperty("a"));
        if (data.TryGetProperty("cs", out JsonElement checksum))
        {
            Assert.Equal(checksum.GetUInt32(), Checksum.Of(Texts(_bids), Texts(_asks)));
            Checked++;
        }
    }

    private static string[] Texts(SortedDictionary<decimal, string> side) =>
        [.. side.Select(level => string.Create(CultureInfo.InvariantCulture, $"{level.Key}:{level.Value}"))];

    private static void Apply(SortedDictionary<decimal, string> side, JsonElement levels)
    {
        foreach (JsonElement level in levels.EnumerateArray())
        {
            decimal price = decimal.Parse(level[0].GetString()!, CultureInfo.InvariantCulture);
            string size = level[1].GetString()!;
            if (size == "0")
            {
                Assert.True(side.Remove(price), "A level was deleted that was not there.");
            }
            else
            {
                side[price] = size;
            }
        }
    }
}
