using System.Text.Json;
using OrleansMarkets.Cli;
using OrleansMarkets.Client.Tests.Scripted;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Client.Tests.Cli;

public sealed class VerbTests : IAsyncLifetime
{
    private const string Create = "/v5/order/create";
    private const string Orders = "/v5/order/realtime";
    private const string Cancel = "/v5/order/cancel";
    private const string Ack = """{"orderId":"7","orderLinkId":"a"}""";

    private readonly CliRun _run = new();
    private ScriptedGateway _gateway = null!;

    public async Task InitializeAsync()
    {
        _gateway = await ScriptedGateway.StartAsync();
        _run.Environment["ORLEANSMARKETS_URL"] = _gateway.Url.ToString();
        _run.Environment["ORLEANSMARKETS_API_KEY"] = ScriptedGateway.Key;
        _run.Environment["ORLEANSMARKETS_API_SECRET"] = ScriptedGateway.Secret;
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _run.Dispose();
    }

    [Fact]
    public async Task Place_says_what_the_order_is_now()
    {
        _gateway.Gives(Create, Ack).Gives(Orders, Page(Order("New")));
        Assert.Equal(ExitCodes.Ok, await _run.RunAsync("place", "btcusdt", "buy", "0.010", "30000.5", "--post-only", "--id", "a"));
        Assert.Equal("order 7 (id a): Open, 0 of 0.01 filled", _run.Results.Trim());
        string sent = _gateway.Requests.First().Body;
        Assert.Contains("\"qty\":\"0.010\",\"price\":\"30000.5\",\"timeInForce\":\"PostOnly\"", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Place_sends_conditions_in_the_words_of_the_dialect()
    {
        _gateway.Gives(Create, Ack).Gives(Orders, Page(Order("Untriggered")));
        Assert.Equal(ExitCodes.Ok, await _run.RunAsync(
            "place", "BTCUSDT", "sell", "1", "--market", "--stop", "58000", "--trigger-by", "mark", "--tag", "7"));
        Assert.Equal("order 7 (id a): Untriggered, 0 of 0.01 filled", _run.Results.Trim());
        string sent = _gateway.Requests.First().Body;
        Assert.Contains(
            "\"triggerPrice\":\"58000\",\"triggerDirection\":2,\"triggerBy\":\"MarkPrice\"", sent, StringComparison.Ordinal);
        Assert.Contains("\"tag\":\"7\"", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Place_sends_a_bracket_an_iceberg_and_an_expiry()
    {
        _gateway.Gives(Create, Ack).Gives(Orders, Page(Order("New")));
        Assert.Equal(ExitCodes.Ok, await _run.RunAsync(
            "place", "BTCUSDT", "buy", "1", "60000", "--take-profit", "65000", "--stop-loss", "58000", "--display", "0.1",
            "--expires", "2030-01-01T00:00:00Z"));
        string sent = _gateway.Requests.First().Body;
        foreach (string part in new[]
        {
            "\"takeProfit\":\"65000\"", "\"stopLoss\":\"58000\"", "\"tpOrderType\":\"Market\"", "\"displayQty\":\"0.1\"",
            "\"expireTime\":\"1893456000000\"",
        })
        {
            Assert.Contains(part, sent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Scale_sends_its_ladder_and_names_the_orders()
    {
        _gateway.GivesMany(
            "/v5/x/order/scale",
            """{"list":[{"orderId":"7"},{"orderId":""}]}""",
            """[{"code":0,"msg":"OK"},{"code":110003,"msg":"price is outside of the band around the mark price."}]""");
        Assert.Equal(ExitCodes.Rejected, await _run.RunAsync(
            "scale", "BTCUSDT", "buy", "1", "59000", "58000", "--orders", "2", "--ratio", "2", "--geometric", "--post-only", "--id", "a"));
        Assert.Contains("taken", _run.Results, StringComparison.Ordinal);
        Assert.Contains("outside of the band", _run.Results, StringComparison.Ordinal);
        Assert.Equal(
            """
            {"category":"linear","symbol":"BTCUSDT","side":"Buy","qty":"1","orders":2,"firstPrice":"59000","lastPrice":"58000",
            "priceSpacing":"Geometric","sizeSpacing":"Linear","sizeRatio":"2","timeInForce":"PostOnly","orderLinkId":"a"}
            """.ReplaceLineEndings(""),
            _gateway.Requests.Single().Body);
    }

    [Fact]
    public async Task Orders_say_what_they_wait_for_follow_and_show()
    {
        string waits = Order("Untriggered")[..^1] + """
            ,"stopOrderType":"Stop","triggerPrice":"58000","triggerDirection":2,"triggerBy":"MarkPrice","reduceOnly":true,"tag":"7",
            "displayQty":"0.001","expireTime":"1893456000000","peg":{"reference":"Mid","offset":"-5"}}
            """;
        _gateway.Gives(Orders, Page(waits)).Gives(Orders, Page());
        Assert.Equal(ExitCodes.Ok, await _run.RunAsync("orders"));
        Assert.Contains(
            "take-profit at 58000 by mark, follows mid - 5, shows 0.001, until 2030-01-01 00:00:00.000Z, reduce-only, tag 7",
            _run.Results,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Market_data_is_told_in_words()
    {
        _gateway
            .Gives("/v5/market/kline", """{"category":"linear","symbol":"BTCUSDT","list":[["0","1","4","0.5","2","3","6"]]}""")
            .Gives(
                "/v5/x/market/toxicity",
                """{"list":[{"symbol":"BTCUSDT","vpin":"0.25","buckets":4,"bucketSize":"5","bought":"1","sold":"2"}]}""")
            .Gives(
                "/v5/x/market/auction",
                """
                {"symbol":"BTCUSDT","phase":"PreOpen","isCalled":true,"dueTime":"1893456000000","nextPhase":"Open",
                "indication":{"price":"100","size":"2","imbalance":"-1","time":"1"}}
                """);
        Assert.Equal(ExitCodes.Ok, await _run.RunAsync("candles", "BTCUSDT", "--interval", "1h", "--count", "3"));
        Assert.Contains("0.5", _run.Results, StringComparison.Ordinal);
        Assert.Contains("interval=60&limit=3", _gateway.Requests.Last().Query, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Ok, await _run.RunAsync("toxicity", "BTCUSDT"));
        Assert.Equal(
            "BTCUSDT: VPIN 0.25 over 4 buckets of 5; the present one: 1 bought, 2 sold", _run.Results.Trim());
        Assert.Equal(ExitCodes.Ok, await _run.RunAsync("auction", "BTCUSDT"));
        Assert.Equal(
            "BTCUSDT: PreOpen, an auction at 2030-01-01 00:00:00.000Z, then Open\nwould give now: 2 at 100, 1 more would sell",
            _run.Results.Trim());
    }

    [Fact]
    public async Task Amend_sends_the_new_terms_and_cancel_after_the_time()
    {
        _gateway.Gives("/v5/order/amend", Ack).Gives("/v5/x/order/cancel-all-after", "{}");
        Assert.Equal(ExitCodes.Ok, await _run.RunAsync("amend", "BTCUSDT", "--id", "a", "--price", "30001"));
        Assert.Equal("order a amended", _run.Results.Trim());
        Assert.Equal(ExitCodes.Ok, await _run.RunAsync("amend", "BTCUSDT", "--id", "a", "--trigger", "30002", "--qty", "2"));
        Assert.Equal(ExitCodes.Ok, await _run.RunAsync("amend", "BTCUSDT", "--id", "a", "--trail-rate", "0.02"));
        Assert.Equal(ExitCodes.Ok, await _run.RunAsync("cancel-after", "30"));
        Assert.Equal(
            [
                """{"category":"linear","symbol":"BTCUSDT","orderLinkId":"a","price":"30001"}""",
                """{"category":"linear","symbol":"BTCUSDT","orderLinkId":"a","qty":"2","triggerPrice":"30002"}""",
                """{"category":"linear","symbol":"BTCUSDT","orderLinkId":"a","trailing":{"rate":"0.02"}}""",
                """{"timeWindow":30}""",
            ],
            _gateway.Requests.Select(request => request.Body));
    }

    [Fact]
    public async Task Cancel_all_names_its_filter()
    {
        _gateway.Gives("/v5/order/cancel-all", """{"list":[],"success":"1"}""");
        Assert.Equal(ExitCodes.Ok, await _run.RunAsync("cancel-all", "BTCUSDT", "--side", "buy", "--tag", "7", "--waiting"));
        Assert.Equal(
            """{"category":"linear","symbol":"BTCUSDT","orderFilter":"StopOrder","side":"Buy","tag":"7"}""",
            _gateway.Requests.Single().Body);
    }

    [Fact]
    public async Task Place_is_rejected_when_the_order_ended_without_a_fill()
    {
        _gateway.Gives(Create, Ack).Gives(Orders, Page(Order("Cancelled", "EC_PostOnlyWillTakeLiquidity")));
        Assert.Equal(ExitCodes.Rejected, await _run.RunAsync("place", "BTCUSDT", "sell", "1", "2", "--post-only"));
        Assert.Contains("Cancelled (would take)", _run.Results, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_one_line_with_its_codes()
    {
        _gateway.Refuses(Create, RetCodes.InsufficientMargin, "Insufficient balance.");
        Assert.Equal(ExitCodes.Rejected, await _run.RunAsync("place", "BTCUSDT", "sell", "1", "--market", "--category", "spot"));
        Assert.Equal("rejected: Insufficient balance. (code 2001, retCode 110007)", _run.Remarks.Trim());
        Assert.Contains("\"orderType\":\"Market\"", _gateway.Requests.First().Body, StringComparison.Ordinal);
        Assert.Contains("\"marketUnit\":\"baseCoin\"", _gateway.Requests.First().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_without_an_answer_is_an_unknown_outcome()
    {
        _gateway.Fails("/v5/x/liquidation/liquidate", 502);
        Assert.Equal(ExitCodes.UnknownOutcome, await _run.RunAsync("liquidate", "5"));
        Assert.StartsWith("unknown outcome: ", _run.Remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_that_fails_is_unreachable()
    {
        _gateway.Fails("/v5/account/wallet-balance", 503);
        Assert.Equal(ExitCodes.Unreachable, await _run.RunAsync("wallet"));
        Assert.StartsWith("unreachable: ", _run.Remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_key_is_denied()
    {
        _gateway.Refuses("/v5/position/list", RetCodes.InvalidKey, "API key is invalid.");
        Assert.Equal(ExitCodes.Rejected, await _run.RunAsync("positions"));
        Assert.StartsWith("denied: ", _run.Remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_names_the_order_either_way()
    {
        _gateway.Gives(Cancel, Ack);
        Assert.Equal(ExitCodes.Ok, await _run.RunAsync("cancel", "BTCUSDT", "--id", "a"));
        Assert.Equal(ExitCodes.Ok, await _run.RunAsync("cancel", "BTCUSDT", "--order", "7"));
        Assert.Equal(
            [
                """{"category":"linear","symbol":"BTCUSDT","orderLinkId":"a"}""",
                """{"category":"linear","symbol":"BTCUSDT","orderId":"7"}""",
            ],
            _gateway.Requests.Select(request => request.Body));
    }

    [Fact]
    public async Task Lists_are_tables_for_people_and_json_for_machines()
    {
        _gateway.Gives(Orders, Page(Order("New"))).Gives(Orders, Page()).Gives(Orders, Page(Order("New"))).Gives(Orders, Page());
        Assert.Equal(ExitCodes.Ok, await _run.RunAsync("orders"));
        Assert.Contains("30000.5", _run.Results, StringComparison.Ordinal);
        Assert.Contains("quantity", _run.Results, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Ok, await _run.RunAsync("orders", "--json"));
        JsonElement order = JsonDocument.Parse(_run.Results).RootElement[0];
        Assert.Equal("30000.5", order.GetProperty("price").GetString());
        Assert.Equal("open", order.GetProperty("status").GetString());
        Assert.Equal("BTCUSDT", order.GetProperty("marketId").GetProperty("symbol").GetString());
        _gateway.Gives(Orders, Page());
        Assert.Equal(ExitCodes.Ok, await _run.RunAsync("orders", "BTCUSDT"));
        Assert.Equal("none", _run.Results.Trim());
    }

    [Fact]
    public async Task The_book_is_drawn_once()
    {
        const string book = """{"s":"BTCUSDT","b":[["99.5","2"]],"a":[["100","1"],["101","4"]],"ts":0,"u":1,"seq":9,"cts":0}""";
        _gateway.Gives("/v5/market/orderbook", book);
        Assert.Equal(ExitCodes.Ok, await _run.RunAsync("book", "BTCUSDT", "--once", "--levels", "2"));
        int high = _run.Results.IndexOf("101", StringComparison.Ordinal);
        int best = _run.Results.IndexOf("100 ", StringComparison.Ordinal);
        int bid = _run.Results.IndexOf("99.5", StringComparison.Ordinal);
        Assert.True(0 < high && high < best && best < bid, _run.Results);
    }

    [Fact]
    public async Task Status_shows_the_markets()
    {
        _gateway.Gives(
            "/v5/x/status",
            """
            {"version":"0.1.0","runtime":"Simulated","markets":[
            {"market":"BTCUSDT-PERP","category":"linear","symbol":"BTCUSDT","phase":"Open","sequence":12,"epoch":1}]}
            """);
        Assert.Equal(ExitCodes.Ok, await _run.RunAsync("status"));
        Assert.Contains("0.1.0 on Simulated", _run.Results, StringComparison.Ordinal);
        Assert.Contains("Open", _run.Results, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_account_is_printed_funded_and_kept()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_run.Folder, "operator.json"),
            $$"""{"url":"http://127.0.0.1:1","apiKey":"{{ScriptedGateway.Key}}","apiSecret":"{{ScriptedGateway.Secret}}"}""");
        _gateway
            .Gives("/v5/x/account/new", """{"user":"u","account":"17","apiKey":"k1","apiSecret":"s1","balance":"0","coin":"USDT"}""")
            .Gives("/v5/x/account/deposit", """{"id":"d","account":"17","coin":"USDT","amount":"5","balance":"5"}""");
        Assert.Equal(ExitCodes.Ok, await _run.RunAsync("account", "new", "--deposit", "100000", "--data", _run.Folder));
        Assert.Contains("API key: k1\n", _run.Results, StringComparison.Ordinal);
        Assert.Contains("API secret: s1\n", _run.Results, StringComparison.Ordinal);
        string deposit = _gateway.Requests.Last().Body;
        Assert.Contains("\"account\":\"17\",\"coin\":\"USDT\",\"amount\":\"100000\"", deposit, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_run.ProfilePath));
        }

        // From now on the profile is enough.
        _run.Environment.Clear();
        _run.Environment["HOME"] = _run.Folder;
        _gateway.Gives(Cancel, Ack);
        Assert.Equal(ExitCodes.Ok, await _run.RunAsync("cancel", "BTCUSDT", "--id", "a"));
        Assert.Equal("k1", _gateway.Requests.Last().Headers[WireHeaders.ApiKey]);
    }

    [Fact]
    public async Task An_option_comes_before_the_environment()
    {
        _gateway.Gives(Cancel, Ack);
        await _run.RunAsync("cancel", "BTCUSDT", "--id", "a", "--key", "other", "--secret", "s");
        Assert.Equal("other", _gateway.Requests.Last().Headers[WireHeaders.ApiKey]);
    }

    private static string Page(params string[] items) =>
        $$"""{"category":"linear","list":[{{string.Join(',', items)}}],"nextPageCursor":""}""";

    private static string Order(string status, string reason = "EC_NoError") =>
        $$"""
        {"category":"linear","symbol":"BTCUSDT","orderId":"7","orderLinkId":"a","side":"Buy","orderType":"Limit",
        "orderStatus":"{{status}}","price":"30000.5","qty":"0.010","cumExecQty":"0","rejectReason":"{{reason}}"}
        """;
}
