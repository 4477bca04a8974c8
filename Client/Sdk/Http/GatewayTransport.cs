using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Client.Http;

/// <summary>
/// Single attempts of requests: signs, sends, reads the envelope, and says by the type of the exception what a failure means.
/// </summary>
internal sealed class GatewayTransport : IDisposable
{
    // A stale connection of the pool would turn the first order after a pause into an unknown outcome.
    private static readonly TimeSpan IdleConnectionLifetime = TimeSpan.FromSeconds(30);

    private const long LongestWaitMs = 2_000;

    private readonly HttpConnectionOptions _options;
    private readonly HttpClient _http;

    public GatewayTransport(HttpConnectionOptions options)
    {
        _options = options;
        _http = new HttpClient(new SocketsHttpHandler
        {
            PooledConnectionIdleTimeout = IdleConnectionLifetime,
            ConnectTimeout = options.Limits.AttemptTimeout,
            AllowAutoRedirect = false,
        })
        {
            BaseAddress = options.Url,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        foreach (ProductInfoHeaderValue product in Products(options.ApplicationName))
        {
            _http.DefaultRequestHeaders.UserAgent.Add(product);
        }

        Clock = new ServerClock(AskTimeAsync, options.Time);
    }

    public ServerClock Clock { get; }

    /// <summary>Reads something public.</summary>
    public async Task<T> GetAsync<T>(string path, string query, JsonTypeInfo<Envelope<T>> shape, CancellationToken cancellation)
        where T : class
    {
        var request = new HttpRequestMessage(HttpMethod.Get, PathAndQuery(path, query));
        return (await ExchangeAsync(request, shape, changes: false, order: null, cancellation)).Result!;
    }

    /// <summary>Reads something of the account.</summary>
    public async Task<T> GetSignedAsync<T>(string path, string query, JsonTypeInfo<Envelope<T>> shape, CancellationToken cancellation)
        where T : class
    {
        var request = new HttpRequestMessage(HttpMethod.Get, PathAndQuery(path, query));
        await SignAsync(request, Encoding.UTF8.GetBytes(query), cancellation);
        return (await ExchangeAsync(request, shape, changes: false, order: null, cancellation)).Result!;
    }

    /// <summary>Changes something.</summary>
    /// <param name="path">The route.</param>
    /// <param name="body">What is asked for.</param>
    /// <param name="bodyShape">Its form.</param>
    /// <param name="shape">Form of the answer.</param>
    /// <param name="order">Client order id of the order that it places, if it does.</param>
    /// <param name="cancellation">Ends the wait; the request may have arrived.</param>
    public async Task<TResult> PostAsync<TBody, TResult>(
        string path,
        TBody body,
        JsonTypeInfo<TBody> bodyShape,
        JsonTypeInfo<Envelope<TResult>> shape,
        string? order,
        CancellationToken cancellation)
        where TResult : class =>
        (await PostEnvelopeAsync(path, body, bodyShape, shape, order, cancellation)).Result!;

    private async Task<Envelope<TResult>> PostEnvelopeAsync<TBody, TResult>(
        string path,
        TBody body,
        JsonTypeInfo<TBody> bodyShape,
        JsonTypeInfo<Envelope<TResult>> shape,
        string? order,
        CancellationToken cancellation)
        where TResult : class
    {
        byte[] payload = JsonSerializer.SerializeToUtf8Bytes(body, bodyShape);
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(payload) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        await SignAsync(request, payload, cancellation);
        return await ExchangeAsync(request, shape, changes: true, order, cancellation);
    }

    /// <summary>Changes several things, each with an outcome of its own.</summary>
    public async Task<(TResult Result, EnvelopeDetails Details)> PostManyAsync<TBody, TResult>(
        string path,
        TBody body,
        JsonTypeInfo<TBody> bodyShape,
        JsonTypeInfo<Envelope<TResult>> shape,
        string? order,
        CancellationToken cancellation)
        where TResult : class
    {
        Envelope<TResult> envelope = await PostEnvelopeAsync(path, body, bodyShape, shape, order, cancellation);
        return (envelope.Result!, envelope.Details ?? EnvelopeDetails.None);
    }

    /// <summary>The key and its secret.</summary>
    /// <exception cref="AccessDeniedException">The client was made without them.</exception>
    public (string Key, string Secret) Credentials() =>
        _options is { ApiKey: { } key, ApiSecret: { } secret }
            ? (key, secret)
            : throw new AccessDeniedException(new MarketsError(0, 0, "this needs an API key and its secret"));

    public void Dispose()
    {
        Clock.Dispose();
        _http.Dispose();
    }

    private static string PathAndQuery(string path, string query) => query.Length == 0 ? path : $"{path}?{query}";

    private static IEnumerable<ProductInfoHeaderValue> Products(string? application)
    {
        if (application is not null)
        {
            yield return new ProductInfoHeaderValue(application, null);
        }

        yield return new ProductInfoHeaderValue(
            "OrleansMarkets.Client", typeof(GatewayTransport).Assembly.GetName().Version?.ToString(fieldCount: 3));
    }

    private async Task<long> AskTimeAsync(CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, GatewayRoutes.Time);
        using HttpResponseMessage response = await SendAsync(request, changes: false, order: null, cancellation);
        return (await ReadAsync(response, WireJson.Default.EnvelopeServerTime, changes: false, order: null, cancellation)).Time;
    }

    private async Task SignAsync(HttpRequestMessage request, byte[] payload, CancellationToken cancellation)
    {
        (string key, string secret) = Credentials();
        string window = QueryText.Number((long)_options.ReceiveWindow.TotalMilliseconds);
        string stamp = QueryText.Number(await Clock.NowMsAsync(cancellation));
        request.Headers.Add(WireHeaders.ApiKey, key);
        request.Headers.Add(WireHeaders.Timestamp, stamp);
        request.Headers.Add(WireHeaders.ReceiveWindow, window);
        request.Headers.Add(WireHeaders.Signature, RequestSignature.Sign(secret, stamp, key, window, payload));
    }

    // An envelope of success has a result.
    private async Task<Envelope<T>> ExchangeAsync<T>(
        HttpRequestMessage request, JsonTypeInfo<Envelope<T>> shape, bool changes, string? order, CancellationToken cancellation)
        where T : class
    {
        using HttpResponseMessage response = await SendAsync(request, changes, order, cancellation);
        Envelope<T> envelope = await ReadAsync(response, shape, changes, order, cancellation);
        if (envelope.Code == RetCodes.Ok)
        {
            Clock.Accepted();
            return envelope.Result is null ? throw new ProtocolException("the gateway answered without a result") : envelope;
        }

        if (envelope.Code == RetCodes.InvalidTime && Clock.Refused())
        {
            throw new ExchangeUnavailableException(new MarketsError(0, envelope.Code, envelope.Message ?? ""));
        }

        if (envelope.Code == RetCodes.TooManyRequests)
        {
            var error = new MarketsError(0, envelope.Code, envelope.Message ?? "");
            throw new ExchangeUnavailableException(error) { RetryAfter = WaitFor(response, envelope.Time) };
        }

        throw GatewayErrors.Failure(envelope.Code, envelope.Message ?? "", changes, order);
    }

    // Both times are of the gateway's clock. What it asks for is bounded: it may be wrong or hostile.
    private static TimeSpan WaitFor(HttpResponseMessage response, long nowMs)
    {
        bool isSaid = response.Headers.TryGetValues(WireHeaders.LimitReset, out IEnumerable<string>? values);
        return isSaid && long.TryParse(values!.First(), NumberStyles.None, CultureInfo.InvariantCulture, out long resetMs)
            ? TimeSpan.FromMilliseconds(Math.Clamp(resetMs - nowMs, 0, LongestWaitMs))
            : TimeSpan.Zero;
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, bool changes, string? order, CancellationToken cancellation)
    {
        using var attempt = new Attempt(_options, cancellation);
        try
        {
            // The body is read within the same attempt, so that its end is part of the answer.
            return await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, attempt.Token);
        }
        catch (HttpRequestException failure) when (NeverLeft(failure.HttpRequestError))
        {
            throw new ExchangeUnavailableException(new MarketsError(0, 0, $"{_options.Url} cannot be reached"), failure);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw NoAnswer("no answer", changes, order, failure);
        }
    }

    private static bool NeverLeft(HttpRequestError error) =>
        error is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError;

    private static async Task<Envelope<T>> ReadAsync<T>(
        HttpResponseMessage response, JsonTypeInfo<Envelope<T>> shape, bool changes, string? order, CancellationToken cancellation)
        where T : class
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests:
                throw new ExchangeUnavailableException(new MarketsError(0, 0, "the gateway asks this address to wait"));
            case >= HttpStatusCode.InternalServerError:
                throw NoAnswer($"the gateway failed with HTTP {(int)response.StatusCode}", changes, order, null);
        }

        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellation);
        try
        {
            return JsonSerializer.Deserialize(body, shape) ?? throw new JsonException("null");
        }
        catch (JsonException failure)
        {
            string words = $"the answer (HTTP {(int)response.StatusCode}) is not one of a gateway";
            throw changes ? NoAnswer(words, changes, order, failure) : new ProtocolException(words, failure);
        }
    }

    private static MarketsException NoAnswer(string words, bool changes, string? order, Exception? inner)
    {
        var error = new MarketsError(0, 0, words);
        return changes ? new UnknownOutcomeException(error, order, inner) : new ExchangeUnavailableException(error, inner);
    }
}
