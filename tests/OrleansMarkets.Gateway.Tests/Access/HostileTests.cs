using System.Globalization;
using System.Net;
using System.Text;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Tests.Support;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Tests.Access;

/// <summary>Everything that a hostile client can send, from a fixed seed: refused with a known code, and no market changes.</summary>
public sealed class HostileTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    private const int Seed = 20261121;
    private const int Requests = 1_000;
    private const int Batches = 200;

    private static readonly int[] KnownCodes =
    [
        RetCodes.InvalidParameter, RetCodes.InvalidTime, RetCodes.InvalidKey, RetCodes.InvalidSignature, RetCodes.UnknownRoute,
        RetCodes.BelowMinimum, RetCodes.BelowSpotMinimum,
    ];

    // What the server of HTTP itself says to what is no HTTP.
    private static readonly HttpStatusCode[] KnownStatuses =
    [
        HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.BadRequest, HttpStatusCode.RequestHeaderFieldsTooLarge,
        HttpStatusCode.RequestUriTooLong,
    ];

    private static readonly string[] Routes =
    [
        "/v5/order/create", "/v5/order/amend", "/v5/order/cancel", "/v5/order/create-batch", "/v5/order/amend-batch",
        "/v5/order/cancel-batch", "/v5/order/disconnected-cancel-all", "/v5/x/order/cancel-all-after", "/v5/x/liquidation/liquidate",
        "/v5/position/trading-stop",
    ];

    private static readonly string[] Texts =
    [
        "", "0", "-1", "00", "1e3", "0x10", "NaN", "Infinity", " 1", "1 ", "1.", ".5", "+1", "1,000", "0.0001", "0.001", "0.003",
        "99999999999999999999999999999999999999999999999999", "9223372036854775807", "0.000000000000000000000000001", "\u0661\u0662",
        "\ud83d\ude80", "\u0000", "BTCUSDT-PERP.1", "'; drop table", "../../etc", "inverse", "option", "spot", "linear", "Buy", "null",
    ];

    private static readonly string[] Values =
    [
        "1", "-1", "1.5", "1e400", "true", "null", "[]", "{}", "[[[[[[[[[[1]]]]]]]]]]", "\"\\ud800\"", "123456789012345678901234567890",
    ];

    private static readonly string[] Fields =
    [
        "category", "symbol", "side", "orderType", "qty", "price", "timeInForce", "orderLinkId", "reduceOnly", "positionIdx",
        "triggerPrice", "triggerDirection", "triggerBy", "takeProfit", "stopLoss", "tpOrderType", "slLimitPrice", "marketUnit", "orderId",
        "account", "orderFilter", "smpType", "closeOnTrigger", "displayQty", "expireTime", "tag", "trailing", "peg", "linkage", "request",
    ];

    [Fact]
    public async Task A_thousand_hostile_requests_change_nothing()
    {
        SigningClient trader = await host.TraderAsync();
        string[] before = await host.HashesAsync();
        Random random = new(Seed);
        for (int i = 0; i < Requests; i++)
        {
            WireAnswer answer = await SigningClient.SendAsync(Make(random, trader, i));
            string what = string.Create(CultureInfo.InvariantCulture, $"request {i}: {answer.Status} {answer.Envelope}");
            Assert.True(KnownStatuses.Contains(answer.Status), what);
            Assert.True(answer.Status != HttpStatusCode.OK || KnownCodes.Contains(answer.Code), what);
        }

        Assert.Equal(before, await host.HashesAsync());
    }

    [Fact]
    public async Task Hostile_requests_of_a_batch_are_refused_one_by_one()
    {
        SigningClient trader = await host.TraderAsync();
        string[] before = await host.HashesAsync();
        Random random = new(Seed);
        for (int i = 0; i < Batches; i++)
        {
            string items = string.Join(',', Enumerable.Range(0, random.Next(1, 5)).Select(
                _ => random.Next(2) == 0 ? Body(random, Texts, quoted: true) : Body(random, Values, quoted: false)));
            WireAnswer answer = await trader.SendAsync(
                HttpMethod.Post, "/v5/order/create-batch", $$"""{"category":"linear","request":[{{items}}]}""");
            int[] codes = answer.Code == RetCodes.Ok
                ? [.. answer.Envelope.GetProperty("retExtInfo").GetProperty("list").EnumerateArray()
                    .Select(item => item.GetProperty("code").GetInt32())]
                : [answer.Code];
            Assert.True(answer.Status == HttpStatusCode.OK && codes.All(KnownCodes.Contains), $"{items}: {answer.Envelope}");
        }

        Assert.Equal(before, await host.HashesAsync());
    }

    [Fact]
    public async Task Malformed_queries_are_refused()
    {
        SigningClient trader = await host.TraderAsync();
        foreach (string query in new[]
        {
            "category=linear&category=spot", "category=linear&symbol=BTCUSDT&symbol=BTCUSDT", "category=%FF%FE", "category=futures", "",
            "category=linear&limit=-1", "category=linear&limit=1e9", "category=linear&limit=99999999999", "category=linear&cursor=x",
            "category=linear&symbol=ETHUSDT", "category=linear&symbol=btcusdt", "category=linear&cursor=_",
            string.Join('&', Enumerable.Range(0, 40).Select(i => $"p{i}=1")),
        })
        {
            Assert.Equal(RetCodes.InvalidParameter, await trader.CodeAsync($"/v5/order/realtime?{query}"));
        }

        Assert.Equal(RetCodes.InvalidParameter, await host.Anonymous.CodeAsync("/v5/market/orderbook?category=linear"));
        WireAnswer unknown = await host.Anonymous.SendAsync(HttpMethod.Get, "/v5/market/tickers?category=linear&symbol=ETHUSDT", null);
        Assert.Contains(RetCodes.UnsupportedSymbol, unknown.Envelope.GetProperty("retMsg").GetString());
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused_also_without_a_length()
    {
        SigningClient trader = await host.TraderAsync();
        string large = "{\"category\":\"" + new string('x', 20_000) + "\"}";
        Assert.Equal(RetCodes.InvalidParameter, await trader.CodeAsync("/v5/order/create", large));
        HttpRequestMessage chunked = trader.Sign(HttpMethod.Post, "/v5/order/create", large, TimeProvider.System.NowMs());
        chunked.Headers.TransferEncodingChunked = true;
        Assert.Equal(RetCodes.InvalidParameter, (await SigningClient.SendAsync(chunked)).Code);
    }

    private static HttpRequestMessage Make(Random random, SigningClient trader, int number) => (number % 10) switch
    {
        0 => trader.Raw(HttpMethod.Post, Pick(random, Routes), Encoding.UTF8.GetBytes(Valid)),
        1 => WithHeader(random, Signed(random, trader, Valid)),
        2 => trader.Sign(HttpMethod.Post, Pick(random, Routes), Valid, TimeProvider.System.NowMs() + Skew(random)),
        3 => Signed(random, trader, Truncated(random)),
        4 => Signed(random, trader, new string('[', random.Next(1, 5_000))),
        5 => Signed(random, trader, Body(random, Texts, quoted: true)),
        6 => Signed(random, trader, Body(random, Values, quoted: false)),
        7 => Bytes(random, trader),
        8 => Signed(random, trader, $"{{\"a\":\"{new string('\u00e4', random.Next(8_192, 40_000))}\"}}"),
        _ => Signed(random, trader, Valid.Replace("\"qty\"", "\"price\":\"1\",\"qty\"", StringComparison.Ordinal)),
    };

    private static string Valid => OrderBody.Limit("Buy", "0.01", "45000");

    private static T Pick<T>(Random random, T[] items) => items[random.Next(items.Length)];

    private static int Skew(Random random) => (random.Next(2) == 0 ? -1 : 1) * random.Next(10_000, 100_000_000);

    private static HttpRequestMessage Signed(Random random, SigningClient trader, string body) =>
        trader.Sign(HttpMethod.Post, Pick(random, Routes), body, TimeProvider.System.NowMs());

    private static HttpRequestMessage WithHeader(Random random, HttpRequestMessage request)
    {
        string header = Pick(random, [WireHeaders.ApiKey, WireHeaders.Timestamp, WireHeaders.ReceiveWindow, WireHeaders.Signature]);
        request.Headers.Remove(header);
        request.Headers.TryAddWithoutValidation(header, Pick(random, ["", "x", "-1", new string('f', 64), new string('9', 40), "1.5"]));
        return request;
    }

    private static string Truncated(Random random) => Valid[..random.Next(Valid.Length - 1)];

    // One or two wrong fields in an order that would otherwise be taken.
    private static string Body(Random random, string[] values, bool quoted)
    {
        Dictionary<string, string> fields = new(StringComparer.Ordinal)
        {
            ["category"] = "\"linear\"",
            ["symbol"] = "\"ETHUSDT\"",
            ["side"] = "\"Buy\"",
            ["orderType"] = "\"Limit\"",
            ["qty"] = "\"0.01\"",
            ["price"] = "\"45000\"",
        };
        for (int i = random.Next(1, 3); i > 0; i--)
        {
            string value = Pick(random, values);
            fields[Pick(random, Fields)] = quoted ? System.Text.Json.JsonSerializer.Serialize(value) : value;
        }

        string badNumber = Pick(random, ["45000.01", "45000.05", "0.1", "-45000", "1e5", "99999999999"]);
        if (random.Next(2) == 0)
        {
            (fields["symbol"], fields["price"]) = ("\"BTCUSDT\"", $"\"{badNumber}\"");
        }

        fields.Remove("orderId");
        return "{" + string.Join(',', fields.Select(field => $"\"{field.Key}\":{field.Value}")) + "}";
    }

    private static HttpRequestMessage Bytes(Random random, SigningClient trader)
    {
        byte[] noise = new byte[random.Next(0, 2_000)];
        random.NextBytes(noise);
        HttpRequestMessage request = trader.Raw(HttpMethod.Post, Pick(random, Routes), noise);
        string timestamp = TimeProvider.System.NowMs().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add(WireHeaders.ApiKey, trader.Key);
        request.Headers.Add(WireHeaders.Timestamp, timestamp);
        request.Headers.Add(WireHeaders.Signature, RequestSignature.Sign(trader.Secret, timestamp, trader.Key, string.Empty, noise));
        return request;
    }
}
