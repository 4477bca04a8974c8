using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Gateway.Streams;
using OrleansMarkets.Gateway.Tests.Support;

namespace OrleansMarkets.Gateway.Tests.Streams;

public sealed class PublicStreamTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    [Fact]
    public async Task Commands_are_answered_in_the_dialect()
    {
        await using StreamClient client = await StreamClient.ConnectAsync(host, "/v5/public/linear");
        await client.SendAsync("""{"op":"ping","req_id":"1"}""");
        JsonElement pong = await client.NextAsync();
        Assert.Equal(("ping", "pong", "1"), (Text(pong, "op"), Text(pong, "ret_msg"), Text(pong, "req_id")));
        Assert.True(pong.GetProperty("success").GetBoolean());

        await client.SendAsync("""{"op":"subscribe","req_id":2,"args":["publicTrade.BTCUSDT"],"callerMethodName":"x"}""");
        JsonElement answer = await client.NextAsync();
        Assert.Equal(("subscribe", "2", ""), (Text(answer, "op"), Text(answer, "req_id"), Text(answer, "ret_msg")));
        await client.SendAsync("""{"op":"unsubscribe","req_id":"3","args":["publicTrade.BTCUSDT"]}""");
        Assert.Equal("unsubscribe", Text(await client.NextAsync(), "op"));

        foreach (string bad in new[]
        {
            "{\"op\":\"subscribe\",\"req_id\":\"4\",\"args\":[\"orderbook.7.BTCUSDT\"]}",
            "{\"op\":\"subscribe\",\"req_id\":\"4\",\"args\":[\"x.orderbook.7.BTCUSDT\"]}",
            "{\"op\":\"subscribe\",\"req_id\":\"4\",\"args\":[\"kline.2.BTCUSDT\"]}",
            "{\"op\":\"subscribe\",\"req_id\":\"4\",\"args\":[\"orderbook.50.ETHUSDT\"]}",
            "{\"op\":\"subscribe\",\"req_id\":\"4\",\"args\":[]}",
            "{\"op\":\"auth\",\"req_id\":\"4\",\"args\":[\"a\",\"1\",\"b\"]}",
            "{\"op\":\"dance\",\"req_id\":\"4\"}",
            "{\"op\":",
            "[[[[[[[[[[[[1]]]]]]]]]]]]",
            "{\"op\":{\"a\":1}}",
        })
        {
            await client.SendAsync(bad);
            Assert.False((await client.NextAsync()).GetProperty("success").GetBoolean());
        }
    }

    [Fact]
    public async Task Trades_are_sent_to_subscribers()
    {
        SigningClient maker = await host.TraderAsync();
        SigningClient taker = await host.TraderAsync();
        await using StreamClient client = await StreamClient.ConnectAsync(host, "/v5/public/linear");
        await client.SubscribeAsync("publicTrade.BTCUSDT");
        await maker.PostAsync("/v5/order/create", OrderBody.Limit("Sell", "0.01", "50000"));
        await taker.PostAsync("/v5/order/create", OrderBody.Limit("Buy", "0.01", "50000"));
        JsonElement message = await client.NextAsync("publicTrade.BTCUSDT");
        JsonElement trade = message.GetProperty("data")[0];
        Assert.Equal("snapshot", Text(message, "type"));
        Assert.Equal(("Buy", "0.01", "50000", "BTCUSDT"), (Text(trade, "S"), Text(trade, "v"), Text(trade, "p"), Text(trade, "s")));
        Assert.Equal(
            ["BT", "L", "S", "T", "i", "p", "s", "seq", "v"],
            trade.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_ticker_begins_with_a_snapshot()
    {
        await using StreamClient client = await StreamClient.ConnectAsync(host, "/v5/public/linear");
        await client.SubscribeAsync("tickers.BTCUSDT");
        JsonElement data = (await client.NextAsync("tickers.BTCUSDT")).GetProperty("data");
        Assert.Equal("50000", Text(data, "indexPrice"));
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(50, "")]
    [InlineData(50, "x.")]
    public async Task Snapshot_and_deltas_give_the_book(int depth, string prefix)
    {
        SigningClient[] traders = [await host.TraderAsync(), await host.TraderAsync()];
        Random random = new(depth);
        string topic = $"{prefix}orderbook.{depth}.BTCUSDT";
        await using StreamClient early = await StreamClient.ConnectAsync(host, "/v5/public/linear");
        await early.SubscribeAsync(topic);
        await FlowAsync(traders, random, steps: 60);
        await using StreamClient late = await StreamClient.ConnectAsync(host, "/v5/public/linear");
        await late.SubscribeAsync(topic);
        await FlowAsync(traders, random, steps: 60);

        // The last change is one that every window shows: both books are empty but for it.
        await Task.WhenAll(traders.Select(trader =>
            trader.PostAsync("/v5/order/cancel-all", """{"category":"linear","symbol":"BTCUSDT"}""")));
        await traders[0].PostAsync("/v5/order/create", OrderBody.Limit("Buy", "0.77", "46000", $"last-{prefix.Length}-{depth}"));
        string[] expected = ["b 46000 0.77"];
        foreach (StreamClient client in new[] { early, late })
        {
            BookOfStream book = new();
            while (!book.Levels.SequenceEqual(expected))
            {
                book.Apply(await client.NextAsync(topic));
                Assert.True(book.Levels.Length <= depth * 2);
            }

            Assert.Equal(prefix.Length > 0, book.Checked > 0);
        }

        await traders[0].PostAsync("/v5/order/cancel-all", """{"category":"linear","symbol":"BTCUSDT"}""");
    }

    [Fact]
    public async Task Snapshot_and_changes_give_the_book_order_by_order()
    {
        const string Topic = "x.orders.BTCUSDT";
        SigningClient[] traders = [await host.TraderAsync(), await host.TraderAsync()];
        Random random = new(3);
        await using StreamClient early = await StreamClient.ConnectAsync(host, "/v5/public/linear");
        await early.SubscribeAsync(Topic);
        await FlowAsync(traders, random, steps: 60);
        await using StreamClient late = await StreamClient.ConnectAsync(host, "/v5/public/linear");
        await late.SubscribeAsync(Topic);
        await FlowAsync(traders, random, steps: 60);
        await Task.WhenAll(traders.Select(trader =>
            trader.PostAsync("/v5/order/cancel-all", """{"category":"linear","symbol":"BTCUSDT"}""")));
        JsonElement ack = await traders[0].PostAsync("/v5/order/create", OrderBody.Limit("Buy", "0.77", "46000", "last-of-orders"));
        string number = Text(ack, "orderId").Split('.')[^1];
        foreach (StreamClient client in new[] { early, late })
        {
            OrdersOfStream book = new();
            while (!book.Bids.SequenceEqual([$"{number}:46000:0.77"]) || book.Asks.Length > 0)
            {
                book.Apply(await client.NextAsync(Topic));
            }
        }

        await traders[0].PostAsync("/v5/order/cancel-all", """{"category":"linear","symbol":"BTCUSDT"}""");
    }

    [Fact]
    public async Task Candles_are_sent_as_they_change()
    {
        SigningClient maker = await host.TraderAsync();
        SigningClient taker = await host.TraderAsync();
        await using StreamClient client = await StreamClient.ConnectAsync(host, "/v5/public/linear");
        await client.SubscribeAsync("kline.M.BTCUSDT");
        await maker.PostAsync("/v5/order/create", OrderBody.Limit("Sell", "0.12", "50003"));
        await taker.PostAsync("/v5/order/create", OrderBody.Limit("Buy", "0.12", "50003"));
        JsonElement bar;
        do
        {
            JsonElement message = await client.NextAsync("kline.M.BTCUSDT");
            Assert.Equal("snapshot", Text(message, "type"));
            bar = message.GetProperty("data").EnumerateArray().Last();
        }
        while (Text(bar, "close") != "50003");
        Assert.Equal(("M", false), (Text(bar, "interval"), bar.GetProperty("confirm").GetBoolean()));
        Assert.True(bar.GetProperty("start").GetInt64() < bar.GetProperty("end").GetInt64());
        Assert.Equal(
            ["close", "confirm", "end", "high", "interval", "low", "open", "start", "timestamp", "turnover", "volume"],
            bar.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Changes_turn_any_side_into_any_other()
    {
        Random random = new(11);
        for (int round = 0; round < 2_000; round++)
        {
            bool descending = random.Next(2) == 0;
            ImmutableArray<DepthLevel> before = RandomSide(random, descending);
            ImmutableArray<DepthLevel> after = RandomSide(random, descending);
            Dictionary<long, long> book = before.ToDictionary(level => level.PriceUnits, level => level.Lots);
            foreach (DepthLevel change in BookTopic.Changes(before, after, descending))
            {
                Assert.NotEqual(change.Lots, book.GetValueOrDefault(change.PriceUnits));
                book[change.PriceUnits] = change.Lots;
            }

            Assert.Equal(
                after.Select(level => (level.PriceUnits, level.Lots)).Order(),
                book.Where(level => level.Value > 0).Select(level => (level.Key, level.Value)).Order());
        }
    }

    private static ImmutableArray<DepthLevel> RandomSide(Random random, bool descending)
    {
        IEnumerable<long> prices = Enumerable.Range(1, 20).Where(_ => random.Next(3) > 0).Select(price => (long)price);
        return [.. (descending ? prices.Reverse() : prices).Select(price => new DepthLevel(price, random.Next(1, 4), 1))];
    }

    private static async Task FlowAsync(SigningClient[] traders, Random random, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            SigningClient trader = traders[random.Next(traders.Length)];
            string price = (49_900 + (random.Next(400) * 0.5m)).ToString(CultureInfo.InvariantCulture);
            string quantity = (random.Next(1, 50) * 0.002m).ToString(CultureInfo.InvariantCulture);
            if (random.Next(12) == 0)
            {
                await trader.PostAsync("/v5/order/cancel-all", """{"category":"linear","symbol":"BTCUSDT"}""");
            }
            else
            {
                await trader.PostAsync("/v5/order/create", OrderBody.Limit(random.Next(2) == 0 ? "Buy" : "Sell", quantity, price));
            }
        }
    }

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
