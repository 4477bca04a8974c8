using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansMarkets.EndToEnd.Processes;
using OrleansMarkets.Wire;

namespace OrleansMarkets.EndToEnd;

/// <summary>Signs requests of one key and reads the answers.</summary>
/// <param name="http">The connection, shared.</param>
/// <param name="url">Where the gateway is.</param>
/// <param name="apiKey">The key.</param>
/// <param name="apiSecret">Its secret.</param>
internal sealed class SignedClient(HttpClient http, Uri url, string apiKey, string apiSecret)
{
    private const string ReceiveWindowMs = "30000";

    /// <summary>A connection for one test.</summary>
    public static HttpClient NewConnection() => new() { Timeout = TestLimits.Request };

    /// <summary>The same key at another start.</summary>
    public SignedClient At(Uri other) => new(http, other, apiKey, apiSecret);

    /// <summary>The result of a query that has to succeed.</summary>
    public async Task<TResult> GetAsync<TResult>(string path, string query, JsonTypeInfo<Envelope<TResult>> shape)
        where TResult : class
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(url, query.Length == 0 ? path : $"{path}?{query}"));
        string timestamp = AddHeaders(request);
        request.Headers.Add(WireHeaders.Signature, RequestSignature.Sign(apiSecret, timestamp, apiKey, ReceiveWindowMs, query));
        Envelope<TResult> answer = await SendAsync(request, shape);
        Assert.True(answer.Code == RetCodes.Ok, $"{path}?{query}: {answer.Code} {answer.Message}");
        return answer.Result!;
    }

    /// <summary>The answer to a command, whatever it is.</summary>
    public async Task<Envelope<TResult>> PostAsync<TBody, TResult>(
        string path, TBody body, JsonTypeInfo<TBody> bodyShape, JsonTypeInfo<Envelope<TResult>> shape)
        where TResult : class
    {
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(body, bodyShape);
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(url, path)) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new("application/json");
        string timestamp = AddHeaders(request);
        request.Headers.Add(WireHeaders.Signature, RequestSignature.Sign(apiSecret, timestamp, apiKey, ReceiveWindowMs, bytes));
        return await SendAsync(request, shape);
    }

    private string AddHeaders(HttpRequestMessage request)
    {
        string timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add(WireHeaders.ApiKey, apiKey);
        request.Headers.Add(WireHeaders.Timestamp, timestamp);
        request.Headers.Add(WireHeaders.ReceiveWindow, ReceiveWindowMs);
        return timestamp;
    }

    private async Task<Envelope<TResult>> SendAsync<TResult>(HttpRequestMessage request, JsonTypeInfo<Envelope<TResult>> shape)
        where TResult : class
    {
        using HttpResponseMessage response = await http.SendAsync(request);
        byte[] body = await response.Content.ReadAsByteArrayAsync();
        return JsonSerializer.Deserialize(body, shape)!;
    }
}
