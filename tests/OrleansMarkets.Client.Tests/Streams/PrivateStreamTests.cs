using OrleansMarkets.Client.Tests.Scripted;

namespace OrleansMarkets.Client.Tests.Streams;

public sealed class PrivateStreamTests
{
    private const string Path = "/v5/private";
    private const string ExecutionList = "/v5/execution/list";
    private const string OrderList = "/v5/order/realtime";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // The client asks for the perpetuals, then for spot; here is nothing but the perpetual.
    [Fact]
    public async Task Each_execution_comes_once_over_an_interruption()
    {
        await using ScriptedGateway gateway = (await ScriptedGateway.StartAsync())
            .Gives(ExecutionList, List(Execution("1"))).Gives(ExecutionList, List())
            .Gives(ExecutionList, List(Execution("1"))).Gives(ExecutionList, List())
            .Gives(ExecutionList, List(Execution("4"), Execution("3"), Execution("2"), Execution("1"))).Gives(ExecutionList, List())
            .Streams(Path, 2, staysOpen: false, Message("execution", Execution("2")))
            .Streams(Path, 2, staysOpen: true, Message("execution", Execution("4")), Message("execution", Execution("5")));
        await using IMarketsClient client = gateway.Connect();
        await using LiveStream<Execution> live = await client.WatchExecutionsAsync();
        var executions = await TakeAsync(live, 4);
        Assert.Equal(["2", "3", "4", "5"], executions.Select(each => each.ExecutionId));
    }

    [Fact]
    public async Task An_order_that_ended_during_an_interruption_is_said_to_have()
    {
        await using ScriptedGateway gateway = (await ScriptedGateway.StartAsync())
            .Gives(OrderList, List(Order("1", "New"))).Gives(OrderList, List())
            .Gives(OrderList, List()).Gives(OrderList, List())
            .Gives(OrderList, List(Order("1", "Cancelled")))
            .Streams(Path, 2, staysOpen: false, Message("order", Order("2", "New")), Message("order", Order("2", "Filled")))
            .Streams(Path, 2, staysOpen: true, Message("order", Order("1", "New")), Message("order", Order("3", "New")));
        await using IMarketsClient client = gateway.Connect();
        await using LiveStream<Order> live = await client.WatchOrdersAsync();
        var orders = await TakeAsync(live, 5);
        Assert.Equal(
            ["1 Open", "2 Open", "2 Filled", "1 Cancelled", "3 Open"],
            orders.Select(each => $"{each.OrderId} {each.Status}"));
    }

    [Fact]
    public async Task A_private_stream_authenticates_with_the_signature_of_the_key()
    {
        await using ScriptedGateway gateway = (await ScriptedGateway.StartAsync())
            .Gives(OrderList, List()).Streams(Path, 2, staysOpen: true);
        await using IMarketsClient client = gateway.Connect();
        await using LiveStream<Order> live = await client.WatchOrdersAsync();
        string[] commands = [.. gateway.Requests.Where(each => each.Path == "stream").Select(each => each.Body)];
        Assert.Contains("\"auth\",\"args\":[\"key\",", commands[0], StringComparison.Ordinal);
        Assert.Contains("\"subscribe\",\"args\":[\"order\"]", commands[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_ends_the_stream_for_its_reader()
    {
        await using ScriptedGateway gateway = (await ScriptedGateway.StartAsync())
            .Gives(OrderList, List()).Streams(Path, 2, staysOpen: true, """{"topic":"order","data":7}""");
        await using IMarketsClient client = gateway.Connect();
        await using LiveStream<Order> live = await client.WatchOrdersAsync();
        await Assert.ThrowsAsync<ProtocolException>(() => TakeAsync(live, 1));
    }

    private static async Task<List<T>> TakeAsync<T>(LiveStream<T> live, int count)
    {
        using var patience = new CancellationTokenSource(Patience);
        var items = new List<T>();
        await foreach (T item in live.WithCancellation(patience.Token))
        {
            items.Add(item);
            if (items.Count == count)
            {
                break;
            }
        }

        return items;
    }

    private static string List(params string[] items) =>
        $$"""{"category":"linear","list":[{{string.Join(',', items)}}],"nextPageCursor":""}""";

    private static string Message(string topic, string item) => $$"""{"id":"m","topic":"{{topic}}","creationTime":1,"data":[{{item}}]}""";

    private static string Execution(string id) =>
        $$"""
        {"category":"linear","symbol":"BTCUSDT","orderId":"9","side":"Buy","execId":"{{id}}",
        "execPrice":"1","execQty":"1","execType":"Trade","execTime":"{{id}}000"}
        """;

    private static string Order(string id, string status) =>
        $$"""{"category":"linear","symbol":"BTCUSDT","orderId":"{{id}}","side":"Buy","orderStatus":"{{status}}","qty":"1","price":"1"}""";
}
