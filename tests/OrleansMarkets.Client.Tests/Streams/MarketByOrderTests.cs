using System.Text.Json;
using OrleansMarkets.Client.Streams;
using OrleansMarkets.Client.Tests.Scripted;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Streams;

namespace OrleansMarkets.Client.Tests.Streams;

public sealed class MarketByOrderTests
{
    private const string Path = "/v5/public/linear";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // The CRC-32 of "7:99:1.5:9:101:2:8:99:4".
    private static readonly StreamOrders Snapshot = new()
    {
        Bids = [new("7", "99", "1.5", "1"), new("8", "99", "4", "2")],
        Asks = [new("9", "101", "2", "3")],
        UpdateId = 4,
        Sequence = 20,
        Checksum = 2278836740,
    };

    [Fact]
    public async Task It_follows_snapshot_and_changes()
    {
        StreamOrders delta = Delta(
            5,
            21,
            new QueueChange("fill", "Buy", new("7", "99", "0", "1")),
            new QueueChange("reduce", "Sell", new("9", "101", "1", "3")),
            new QueueChange("add", "Sell", new("10", "100", "6", "4")),
            new QueueChange("amend", "Buy", new("8", "98", "5", "5")));
        await using ScriptedGateway gateway = (await ScriptedGateway.StartAsync())
            .Streams(Path, 1, staysOpen: true, Message("snapshot", Snapshot), Message("delta", delta with { Checksum = 2378258324 }));
        await using IMarketsClient client = gateway.Connect();
        await using LiveMarketByOrder live = await client.WatchMarketByOrderAsync("BTCUSDT");
        MarketByOrder book = await FirstAsync(live, each => each.Sequence == 21);
        Assert.Equal([new BookOrder(8, OrderSide.Buy, 98, 5, 5)], book.Bids.ToArray());
        Assert.Equal([new BookOrder(10, OrderSide.Sell, 100, 6, 4), new BookOrder(9, OrderSide.Sell, 101, 1, 3)], book.Asks.ToArray());
        Assert.Equal(0, live.Restarts);
        Assert.Contains("x.orders.BTCUSDT", gateway.Requests.Last().Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6, 2278836740)]
    [InlineData(5, 1)]
    public async Task A_gap_or_a_wrong_checksum_makes_it_begin_anew(long updateId, uint checksum)
    {
        StreamOrders empty = Delta(updateId, 21) with { Checksum = checksum };
        await using ScriptedGateway gateway = (await ScriptedGateway.StartAsync())
            .Streams(Path, 1, staysOpen: true, Message("snapshot", Snapshot), Message("delta", empty))
            .Streams(Path, 1, staysOpen: true, Message("snapshot", Snapshot with { Sequence = 30 }));
        await using IMarketsClient client = gateway.Connect();
        await using LiveMarketByOrder live = await client.WatchMarketByOrderAsync("BTCUSDT");
        await FirstAsync(live, each => each.Sequence == 30);
        Assert.Equal(1, live.Restarts);
    }

    [Fact]
    public async Task Whichever_message_is_lost_the_next_one_tells()
    {
        StreamOrders[] messages = [.. RandomMessages(new Random(8), count: 60)];
        await using LiveMarketByOrder live = await Offline();
        for (int lost = 1; lost < messages.Length - 1; lost++)
        {
            // Renumbered as if nothing were missing, its checksum tells, or a change that does not fit.
            StreamOrders next = messages[lost + 1];
            foreach (StreamOrders said in new[] { next, next with { UpdateId = messages[lost].UpdateId } })
            {
                var reader = new MarketByOrderReader("BTCUSDT", live);
                for (int at = 0; at < lost; at++)
                {
                    reader.Take(messages[at], isSnapshot: at == 0, DateTimeOffset.UnixEpoch);
                }

                Assert.Throws<ExchangeUnavailableException>(() => reader.Take(said, isSnapshot: false, DateTimeOffset.UnixEpoch));
            }
        }
    }

    [Theory]
    [InlineData("fill", "Buy", "1")]
    [InlineData("remove", "Sell", "7")]
    [InlineData("add", "Buy", "7")]
    public void A_change_that_does_not_fit_is_found(string kind, string side, string number)
    {
        var fold = new MarketByOrderFold("BTCUSDT");
        fold.Begin([new BookOrder(7, OrderSide.Buy, 99, 1, 1)]);
        OrderSide known = side == "Buy" ? OrderSide.Buy : OrderSide.Sell;
        var order = new BookOrder(long.Parse(number, System.Globalization.CultureInfo.InvariantCulture), known, 99, 1, 1);
        Assert.Throws<ExchangeUnavailableException>(() => fold.Apply(order, kind == QueueChange.Add));
    }

    // What an exchange would send: each message adds an order or fills one, so that each changes the first orders of a side.
    private static IEnumerable<StreamOrders> RandomMessages(Random random, int count)
    {
        var queue = new SortedDictionary<int, QueuedOrder>();
        yield return Delta(1, 1) with { Bids = [], Asks = [], Checksum = BookChecksum.Of(queue.Values, []) };
        for (int number = 2; number <= count; number++)
        {
            bool fills = queue.Count > 0 && (queue.Count >= BookChecksum.Entries || random.Next(2) == 0);
            QueueChange change = fills
                ? new QueueChange(QueueChange.Fill, "Buy", queue.First().Value with { Size = "0" })
                : new QueueChange(QueueChange.Add, "Buy", new QueuedOrder($"{number}", "99", $"{random.Next(1, 9)}", $"{number}"));
            int key = int.Parse(change.Order.Number, System.Globalization.CultureInfo.InvariantCulture);
            if (!queue.Remove(key))
            {
                queue.Add(key, change.Order);
            }

            yield return Delta(number, number * 10, change) with { Checksum = BookChecksum.Of(queue.Values, []) };
        }
    }

    private static Task<LiveMarketByOrder> Offline() => LiveMarketByOrder.StartAsync(
        (live, token) =>
        {
            live.Set(new MarketByOrderFold("BTCUSDT").Image(0, DateTimeOffset.UnixEpoch));
            return Task.Delay(Timeout.Infinite, token);
        },
        CancellationToken.None);

    private static StreamOrders Delta(long updateId, long sequence, params QueueChange[] changes) =>
        new() { Changes = changes, UpdateId = updateId, Sequence = sequence };

    private static string Message(string type, StreamOrders content) => JsonSerializer.Serialize(
        new StreamMessage<StreamOrders> { Topic = "x.orders.BTCUSDT", Type = type, Time = 1, EngineTime = 1, Data = content },
        WireJson.Default.StreamMessageStreamOrders);

    private static async Task<MarketByOrder> FirstAsync(LiveMarketByOrder live, Predicate<MarketByOrder> isIt)
    {
        using var patience = new CancellationTokenSource(Patience);
        await foreach (MarketByOrder book in live.WithCancellation(patience.Token))
        {
            if (isIt(book))
            {
                return book;
            }
        }

        throw new InvalidOperationException("the book ended");
    }
}
