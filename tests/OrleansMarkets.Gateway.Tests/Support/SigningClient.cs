using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Tests.Support;

/// <summary>A client that signs as bots do and looks at raw JSON.</summary>
internal sealed class SigningClient(Uri address, string key, string secret)
{
    // The widest that the dialect allows: a request may wait before it leaves.
    private const string GenerousWindow = "60000";

    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseCookies = false }) { Timeout = GatewayHost.Patience };

    public string Key => key;

    public string Secret => secret;

    public long Account { get; init; }

    public string User { get; init; } = string.Empty;

    /// <summary>Asks and expects the answer to be a success.</summary>
    public async Task<JsonElement> GetAsync(string pathAndQuery) => Expect(0, await SendAsync(HttpMethod.Get, pathAndQuery, null));

    /// <summary>Posts and expects the answer to be a success.</summary>
    public async Task<JsonElement> PostAsync(string path, string body) => Expect(0, await SendAsync(HttpMethod.Post, path, body));

    /// <summary>Posts and gives the code.</summary>
    public async Task<int> CodeAsync(string path, string body) => (await SendAsync(HttpMethod.Post, path, body)).Code;

    /// <summary>Asks and gives the code.</summary>
    public async Task<int> CodeAsync(string pathAndQuery) => (await SendAsync(HttpMethod.Get, pathAndQuery, null)).Code;

    /// <summary>Sends a signed request.</summary>
    public Task<WireAnswer> SendAsync(HttpMethod method, string pathAndQuery, string? body) =>
        SendAsync(Sign(method, pathAndQuery, body, TimeProvider.System.NowMs()));

    /// <summary>Makes a signed request.</summary>
    public HttpRequestMessage Sign(HttpMethod method, string pathAndQuery, string? body, long timestampMs, string window = GenerousWindow)
    {
        int question = pathAndQuery.IndexOf('?');
        string payload = body ?? (question < 0 ? string.Empty : pathAndQuery[(question + 1)..]);
        string timestamp = timestampMs.ToString(CultureInfo.InvariantCulture);
        HttpRequestMessage request = Raw(method, pathAndQuery, body is null ? null : Encoding.UTF8.GetBytes(body));
        request.Headers.Add(WireHeaders.ApiKey, key);
        request.Headers.Add(WireHeaders.Timestamp, timestamp);
        request.Headers.Add(WireHeaders.ReceiveWindow, window);
        request.Headers.Add(WireHeaders.Signature, RequestSignature.Sign(secret, timestamp, key, window, payload));
        return request;
    }

    /// <summary>Makes a request without a signature; what is in the path stays as it is.</summary>
    public HttpRequestMessage Raw(HttpMethod method, string pathAndQuery, byte[]? body)
    {
        UriCreationOptions asItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };
        HttpRequestMessage request = new(method, new Uri(address.GetLeftPart(UriPartial.Authority) + pathAndQuery, asItIs));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return request;
    }

    /// <summary>Sends a request as it is.</summary>
    public static async Task<WireAnswer> SendAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage response = await Http.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        int code = -1;
        JsonElement envelope = default;
        if (text.StartsWith('{'))
        {
            envelope = JsonDocument.Parse(text).RootElement;
            code = envelope.GetProperty("retCode").GetInt32();
        }

        return new WireAnswer(response.StatusCode, code, envelope, response.Headers);
    }

    private static JsonElement Expect(int code, WireAnswer answer)
    {
        Assert.True(answer.Code == code && answer.Status == HttpStatusCode.OK, $"{answer.Status}: {answer.Envelope}");
        return answer.Envelope.GetProperty("result");
    }
}
