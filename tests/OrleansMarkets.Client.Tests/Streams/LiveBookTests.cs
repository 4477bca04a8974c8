using OrleansMarkets.Client.Tests.Scripted;

namespace OrleansMarkets.Client.Tests.Streams;

public sealed class LiveBookTests
{
    private const string Path = "/v5/public/linear";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task It_follows_snapshot_and_deltas()
    {
        await using ScriptedGateway gateway = (await ScriptedGateway.StartAsync())
            .Streams(Path, 1, staysOpen: true, Message("snapshot", 1, 10, "99", "1"), Message("delta", 2, 11, "99", "2"));
        await using IMarketsClient client = gateway.Connect();
        await using LiveBook live = await client.WatchBookAsync("BTCUSDT");
        OrderBook book = await FirstAsync(live, each => each.UpdateId == 2);
        Assert.Equal(new BookLevel(99, 2), book.BestBid);
        Assert.True(live.IsLive);
        Assert.Equal(0, live.Restarts);
        Assert.Contains("x.orderbook.50.BTCUSDT", gateway.Requests.Last().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gap_makes_it_begin_anew()
    {
        await using ScriptedGateway gateway = (await ScriptedGateway.StartAsync())
            .Streams(Path, 1, staysOpen: true, Message("snapshot", 1, 10, "99", "1"), Message("delta", 3, 12, "99", "7"))
            .Streams(Path, 1, staysOpen: true, Message("snapshot", 1, 12, "99", "8"));
        await using IMarketsClient client = gateway.Connect();
        await using LiveBook live = await client.WatchBookAsync("BTCUSDT");
        OrderBook book = await FirstAsync(live, each => each.BestBid?.Quantity == 8);
        Assert.Equal(12, book.Sequence);
        Assert.Equal(1, live.Restarts);
    }

    [Fact]
    public async Task A_lost_connection_makes_it_begin_anew()
    {
        await using ScriptedGateway gateway = (await ScriptedGateway.StartAsync())
            .Streams(Path, 1, staysOpen: false, Message("snapshot", 1, 10, "99", "1"))
            .Fails(Path, 503)
            .Streams(Path, 1, staysOpen: true, Message("snapshot", 1, 12, "99", "8"));
        await using IMarketsClient client = gateway.Connect();
        await using LiveBook live = await client.WatchBookAsync("BTCUSDT");
        await FirstAsync(live, each => each.Sequence == 12);
        Assert.Equal(1, live.Restarts);
    }

    [Fact]
    public async Task A_refused_topic_ends_it()
    {
        await using ScriptedGateway gateway = (await ScriptedGateway.StartAsync()).Answers(Path, async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await socket.ReceiveAsync(new byte[1024], CancellationToken.None);
            byte[] answer = """{"success":false,"ret_msg":"Invalid symbol","conn_id":"c","op":"subscribe"}"""u8.ToArray();
            await socket.SendAsync(answer, System.Net.WebSockets.WebSocketMessageType.Text, true, CancellationToken.None);
        });
        await using IMarketsClient client = gateway.Connect();
        var refusal = await Assert.ThrowsAsync<RequestRejectedException>(() => client.WatchBookAsync("NONE"));
        Assert.Contains("Invalid symbol", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disposing_ends_the_sequence()
    {
        await using ScriptedGateway gateway = (await ScriptedGateway.StartAsync())
            .Streams(Path, 1, staysOpen: true, Message("snapshot", 1, 10, "99", "1"));
        await using IMarketsClient client = gateway.Connect();
        LiveBook live = await client.WatchBookAsync("BTCUSDT");
        int books = 0;
        await foreach (OrderBook book in live)
        {
            books++;
            await live.DisposeAsync();
        }

        Assert.Equal(1, books);
        Assert.Equal(10, live.Current.Sequence);
    }

    private static string Message(string type, long update, long sequence, string price, string quantity) =>
        $$$"""
        {"topic":"x.orderbook.50.BTCUSDT","type":"{{{type}}}","ts":1,"cts":1,
        "data":{"s":"BTCUSDT","b":[["{{{price}}}","{{{quantity}}}"]],"a":[],"u":{{{update}}},"seq":{{{sequence}}}}}
        """;

    private static async Task<OrderBook> FirstAsync(LiveBook live, Predicate<OrderBook> isIt)
    {
        using var patience = new CancellationTokenSource(Patience);
        await foreach (OrderBook book in live.WithCancellation(patience.Token))
        {
            if (isIt(book))
            {
                return book;
            }
        }

        throw new InvalidOperationException("the book ended");
    }
}
