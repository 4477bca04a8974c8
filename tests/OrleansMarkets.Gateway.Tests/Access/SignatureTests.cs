using System.Net;
using System.Text;
using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Tests.Support;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Tests.Access;

public sealed class SignatureTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    private const string Info = "/v5/account/info";

    private static long NowMs => TimeProvider.System.NowMs();

    [Fact]
    public void The_signature_is_that_of_the_dialect()
    {
        // HMAC-SHA256 with "secret" over "1700000000000" + "key" + "5000" + "a=1&b=%20".
        string signature = RequestSignature.Sign("secret", "1700000000000", "key", "5000", "a=1&b=%20");
        byte[] mac = System.Security.Cryptography.HMACSHA256.HashData("secret"u8, "1700000000000key5000a=1&b=%20"u8);
        Assert.Equal(Convert.ToHexStringLower(mac), signature);
        Assert.True(RequestSignature.IsValid("secret"u8, "1700000000000", "key", "5000", "a=1&b=%20"u8, signature));
        Assert.False(RequestSignature.IsValid("secret"u8, "1700000000000", "key", "5000", "a=1&b=%20"u8, signature.ToUpperInvariant()));
        Assert.False(RequestSignature.IsValid("secret"u8, "1700000000000", "key", "5000", "a=1&b=%20"u8, signature[..63]));
        Assert.True(RequestSignature.IsValidStream(
            "secret"u8, "1700000000000", RequestSignature.SignStream("secret", 1_700_000_000_000)));
    }

    [Fact]
    public async Task The_query_is_signed_as_it_was_sent()
    {
        SigningClient trader = await host.TraderAsync();
        await trader.GetAsync("/v5/order/realtime?symbol=BTCUSDT&category=linear&unknown=a%2Fb%20c+d&limit=");
        await trader.GetAsync("/v5/order/realtime?category=%6Cinear");

        HttpRequestMessage changed = trader.Sign(HttpMethod.Get, "/v5/order/realtime?category=linear&limit=1", null, NowMs);
        changed.RequestUri = new Uri(changed.RequestUri!.ToString().Replace("limit=1", "limit=2", StringComparison.Ordinal));
        Assert.Equal(RetCodes.InvalidSignature, (await SigningClient.SendAsync(changed)).Code);
    }

    [Fact]
    public async Task A_changed_body_is_refused()
    {
        SigningClient trader = await host.TraderAsync();
        HttpRequestMessage request = trader.Sign(
            HttpMethod.Post, "/v5/order/create", OrderBody.Limit("Buy", "0.01", "45000"), NowMs);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(OrderBody.Limit("Buy", "0.02", "45000")));
        Assert.Equal(RetCodes.InvalidSignature, (await SigningClient.SendAsync(request)).Code);
    }

    [Theory]
    [InlineData(-6_000, "5000", RetCodes.InvalidTime)]
    [InlineData(-6_000, "60000", RetCodes.Ok)]
    [InlineData(-70_000, "1000000", RetCodes.InvalidTime)]
    [InlineData(50_000, "5000", RetCodes.InvalidTime)]
    [InlineData(0, "", RetCodes.Ok)]
    [InlineData(0, "-1", RetCodes.InvalidTime)]
    [InlineData(0, "soon", RetCodes.InvalidTime)]
    [InlineData(0, "99999999999999999999", RetCodes.InvalidTime)]
    public async Task The_window_bounds_the_age_of_a_request(int offsetMs, string window, int code)
    {
        SigningClient trader = await host.TraderAsync();
        WireAnswer answer = await SigningClient.SendAsync(trader.Sign(HttpMethod.Get, Info, null, NowMs + offsetMs, window));
        Assert.Equal((HttpStatusCode.OK, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Unknown_keys_and_missing_headers_are_refused()
    {
        SigningClient trader = await host.TraderAsync();
        SigningClient madeUp = new(host.Address, new string('A', 24), "secret");
        SigningClient wrong = new(host.Address, trader.Key, "secret");
        Assert.Equal(RetCodes.InvalidKey, await madeUp.CodeAsync(Info));
        Assert.Equal(RetCodes.InvalidSignature, await wrong.CodeAsync(Info));

        foreach ((string header, int code) in new[]
        {
            (WireHeaders.ApiKey, RetCodes.InvalidKey),
            (WireHeaders.Timestamp, RetCodes.InvalidTime),
            (WireHeaders.Signature, RetCodes.InvalidSignature),
        })
        {
            HttpRequestMessage request = trader.Sign(HttpMethod.Get, Info, null, NowMs);
            request.Headers.Remove(header);
            Assert.Equal(code, (await SigningClient.SendAsync(request)).Code);
        }
    }

    [Fact]
    public async Task A_key_does_what_its_scopes_say()
    {
        SigningClient reader = await host.TraderAsync(scopes: ApiKeyScopes.Read);
        SigningClient canceller = await host.TraderAsync(scopes: ApiKeyScopes.CancelOnly);
        SigningClient trader = await host.TraderAsync();
        const string CancelAll = """{"category":"linear","symbol":"BTCUSDT"}""";
        string order = OrderBody.Limit("Buy", "0.01", "45000");

        Assert.Equal(RetCodes.PermissionDenied, await reader.CodeAsync("/v5/order/create", order));
        Assert.Equal(RetCodes.PermissionDenied, await reader.CodeAsync("/v5/order/cancel-all", CancelAll));
        Assert.Equal(RetCodes.Ok, await reader.CodeAsync(Info));
        Assert.Equal(RetCodes.PermissionDenied, await canceller.CodeAsync("/v5/order/create", order));
        Assert.Equal(RetCodes.PermissionDenied, await canceller.CodeAsync(Info));
        Assert.Equal(RetCodes.Ok, await canceller.CodeAsync("/v5/order/cancel-all", CancelAll));
        foreach (string route in new[] { "/v5/x/account/new", "/v5/x/account/deposit" })
        {
            Assert.Equal(RetCodes.PermissionDenied, await trader.CodeAsync(route, "{}"));
        }

        Assert.Equal(RetCodes.PermissionDenied, await trader.CodeAsync("/v5/x/market/report"));
    }

    [Fact]
    public async Task A_disabled_key_is_refused_after_its_lifetime_here()
    {
        SigningClient trader = await host.TraderAsync();
        Assert.Equal(RetCodes.Ok, await trader.CodeAsync(Info));
        Assert.Equal(ResultCode.Ok, await host.Office.DisableKeyAsync(trader.User, trader.Key, default));
        await GatewayHost.Until(() => trader.CodeAsync(Info), RetCodes.InvalidKey);
    }
}
