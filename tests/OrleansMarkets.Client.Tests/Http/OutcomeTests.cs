using System.Net;
using System.Net.Sockets;
using OrleansMarkets.Client.Tests.Scripted;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Client.Tests.Http;

/// <summary>What failures over HTTP mean for a caller.</summary>
public sealed class OutcomeTests
{
    private const string Create = "/v5/order/create";
    private const string Orders = "/v5/order/realtime";
    private const string Wallet = "/v5/account/wallet-balance";
    private const string Ack = """{"orderId":"7","orderLinkId":"a"}""";
    private static readonly OrderRequest Order = OrderRequest.Limit("BTCUSDT", OrderSide.Buy, 1, 1) with { ClientOrderId = "a" };

    [Fact]
    public async Task A_cut_connection_a_fault_and_a_busy_exchange_are_repeated_with_the_same_order()
    {
        await using ScriptedGateway gateway = (await ScriptedGateway.StartAsync())
            .Cuts(Create).Fails(Create, 503).Refuses(Create, RetCodes.ServerBusy).Gives(Create, Ack);
        await using IMarketsClient client = gateway.Connect();
        OrderReceipt receipt = await client.PlaceAsync(Order);
        Assert.Equal(4, receipt.Attempts);
        Assert.Single(gateway.Requests.Select(request => request.Body).Distinct());
    }

    [Fact]
    public async Task A_limit_of_rate_is_waited_for()
    {
        await using ScriptedGateway gateway = (await ScriptedGateway.StartAsync())
            .Refuses(Create, RetCodes.TooManyRequests).Fails(Create, 403).Gives(Create, Ack);
        await using IMarketsClient client = gateway.Connect();
        Assert.Equal(3, (await client.PlaceAsync(Order)).Attempts);
    }

    [Theory]
    [InlineData(RetCodes.InsufficientMargin, 2001)]
    [InlineData(RetCodes.PriceOutOfBand, 1204)]
    [InlineData(RetCodes.InvalidParameter, 1001)]
    [InlineData(RetCodes.DuplicateOrderLinkId, 1003)]
    public async Task A_refusal_has_both_codes(int retCode, int code)
    {
        await using ScriptedGateway gateway = (await ScriptedGateway.StartAsync()).Refuses(Create, retCode, "why not");
        await using IMarketsClient client = gateway.Connect();
        var refusal = await Assert.ThrowsAsync<OrderRejectedException>(() => client.PlaceAsync(Order));
        Assert.Equal(new MarketsError(code, retCode, "why not"), refusal.Error);
        Assert.Equal($"why not (code {code}, retCode {retCode})", refusal.Message);
    }

    [Theory]
    [InlineData(RetCodes.InvalidKey)]
    [InlineData(RetCodes.InvalidSignature)]
    [InlineData(RetCodes.PermissionDenied)]
    [InlineData(RetCodes.KeyExpired)]
    public async Task A_refused_key_is_a_denial(int retCode)
    {
        await using ScriptedGateway gateway = (await ScriptedGateway.StartAsync()).Refuses(Create, retCode);
        await using IMarketsClient client = gateway.Connect();
        await Assert.ThrowsAsync<AccessDeniedException>(() => client.PlaceAsync(Order));
    }

    [Fact]
    public async Task An_unknown_symbol_has_the_code_of_an_unknown_market()
    {
        await using ScriptedGateway gateway = (await ScriptedGateway.StartAsync())
            .Refuses(Create, RetCodes.InvalidParameter, RetCodes.UnsupportedSymbol);
        await using IMarketsClient client = gateway.Connect();
        Assert.Equal(1201, (await Assert.ThrowsAsync<OrderRejectedException>(() => client.PlaceAsync(Order))).Error.Code);
    }

    [Fact]
    public async Task Nobody_there_is_unavailable()
    {
        using var unused = new TcpListener(IPAddress.Loopback, 0);
        unused.Start();
        int port = ((IPEndPoint)unused.LocalEndpoint).Port;
        unused.Stop();
        await using IMarketsClient client = MarketsClient.Connect(new HttpConnectionOptions
        {
            Url = new Uri($"http://127.0.0.1:{port}"),
            ApiKey = "k",
            ApiSecret = "s",
            Time = new SkippingTimers(),
        });
        await Assert.ThrowsAsync<ExchangeUnavailableException>(() => client.GetMarketsAsync());
        await Assert.ThrowsAsync<ExchangeUnavailableException>(() => client.WatchBookAsync("BTCUSDT"));
        await Assert.ThrowsAsync<ExchangeUnavailableException>(() => client.PlaceAsync(Order));
    }

    [Fact]
    public async Task Reads_are_repeated_so_often_and_no_more()
    {
        await using ScriptedGateway gateway = (await ScriptedGateway.StartAsync()).Fails(Wallet, 500);
        await using IMarketsClient client = gateway.Connect();
        await Assert.ThrowsAsync<ExchangeUnavailableException>(() => client.GetWalletAsync());
        Assert.Equal(new RetryLimits().ReadAttempts, gateway.Requests.Count);
    }

    [Fact]
    public async Task What_is_no_gateway_is_found_out()
    {
        await using ScriptedGateway gateway = (await ScriptedGateway.StartAsync())
            .Answers(Wallet, context => Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, "<html>"));
        await using IMarketsClient client = gateway.Connect();
        await Assert.ThrowsAsync<ProtocolException>(() => client.GetWalletAsync());
    }

    [Fact]
    public async Task An_order_is_read_whole()
    {
        await using ScriptedGateway gateway = (await ScriptedGateway.StartAsync()).Gives(
            Orders,
            """
            {"category":"linear","nextPageCursor":"","list":[{"category":"linear","symbol":"BTCUSDT","orderId":"7","orderLinkId":"a",
            "side":"Sell","orderType":"Limit","orderStatus":"PartiallyFilled","price":"60000.5","qty":"2","cumExecQty":"0.5",
            "cumExecValue":"30000.25","leavesQty":"1.5","avgPrice":"60000.5","timeInForce":"PostOnly","reduceOnly":true,
            "rejectReason":"EC_NoError","createdTime":"1000","updatedTime":"2000"}]}
            """);
        await using IMarketsClient client = gateway.Connect();
        Assert.Equal(
            new Order
            {
                MarketId = "BTCUSDT",
                OrderId = "7",
                ClientOrderId = "a",
                Side = OrderSide.Sell,
                Status = OrderStatus.PartiallyFilled,
                Price = 60_000.5m,
                Quantity = 2,
                FilledQuantity = 0.5m,
                FilledValue = 30_000.25m,
                RemainingQuantity = 1.5m,
                AveragePrice = 60_000.5m,
                PostOnly = true,
                ReduceOnly = true,
                CreatedAt = DateTimeOffset.UnixEpoch.AddSeconds(1),
                UpdatedAt = DateTimeOffset.UnixEpoch.AddSeconds(2),
            },
            await client.GetOrderAsync("BTCUSDT", OrderKey.ById("7")));
    }

    [Theory]
    [InlineData("ftp://127.0.0.1", "k", "s")]
    [InlineData("http://127.0.0.1/path", "k", "s")]
    [InlineData("http://127.0.0.1", "k", null)]
    public void Options_that_cannot_work_are_refused(string url, string? key, string? secret) => Assert.Throws<ArgumentException>(
        () => MarketsClient.Connect(new HttpConnectionOptions { Url = new Uri(url), ApiKey = key, ApiSecret = secret }));
}
