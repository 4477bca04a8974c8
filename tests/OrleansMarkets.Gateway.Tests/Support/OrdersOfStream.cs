using System.Globalization;
using System.Text.Json;

namespace OrleansMarkets.Gateway.Tests.Support;

/// <summary>A book order by order as a client rebuilds it, with nothing but what the documentation says.</summary>
internal sealed class OrdersOfStream
{
    private readonly Dictionary<string, Resting> _orders = [];
    private long _updateId;

    public string[] Bids => Texts("Buy");

    public string[] Asks => Texts("Sell");

    public void Apply(JsonElement message)
    {
        JsonElement data = message.GetProperty("data");
        long updateId = data.GetProperty("u").GetInt64();
        if (message.GetProperty("type").GetString() == "snapshot")
        {
            _orders.Clear();
            Begin(data.GetProperty("b"), "Buy");
            Begin(data.GetProperty("a"), "Sell");
        }
        else
        {
            Assert.Equal(_updateId + 1, updateId);
            foreach (JsonElement change in data.GetProperty("c").EnumerateArray())
            {
                Apply([.. change.EnumerateArray().Select(text => text.GetString()!)]);
            }
        }

        _updateId = updateId;
        Assert.Equal(data.GetProperty("cs").GetUInt32(), Checksum.Of(Bids, Asks));
    }

    private void Begin(JsonElement orders, string side)
    {
        foreach (JsonElement order in orders.EnumerateArray())
        {
            string[] texts = [.. order.EnumerateArray().Select(text => text.GetString()!)];
            _orders.Add(texts[0], new Resting(side, texts[1], texts[2], texts[3]));
        }
    }

    private void Apply(string[] texts)
    {
        var after = new Resting(texts[1], texts[3], texts[4], texts[5]);
        Assert.Equal(texts[0] != "add", _orders.Remove(texts[2], out Resting? before));
        if (before is not null)
        {
            Assert.Equal((before.Side, before.Price, before.Priority), (after.Side, after.Price, after.Priority));
        }

        if (after.Size != "0")
        {
            _orders.Add(texts[2], after);
        }
    }

    private string[] Texts(string side) =>
    [
        .. _orders.Where(order => order.Value.Side == side)
            .OrderBy(order => (side == "Buy" ? -1 : 1) * decimal.Parse(order.Value.Price, CultureInfo.InvariantCulture))
            .ThenBy(order => long.Parse(order.Value.Priority, CultureInfo.InvariantCulture))
            .Select(order => $"{order.Key}:{order.Value.Price}:{order.Value.Size}"),
    ];

    private sealed record Resting(string Side, string Price, string Size, string Priority);
}
