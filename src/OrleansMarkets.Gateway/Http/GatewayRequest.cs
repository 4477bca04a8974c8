using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using OrleansMarkets.Gateway.Access;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Http;

/// <summary>A request on its way through a route, and the way to answer it.</summary>
/// <param name="context">The connection's.</param>
/// <param name="route">Its route; null when there is none.</param>
/// <param name="clock">Clock of the answer's times.</param>
internal sealed class GatewayRequest(HttpContext context, Route? route, TimeProvider clock)
{
    /// <summary>Deepest nesting of a body.</summary>
    public const int MaximumJsonDepth = 8;

    private QueryParameters? _query;

    /// <summary>Its route.</summary>
    public Route Route => route ?? throw new InvalidOperationException("The request has no route.");

    /// <summary>Who calls; only on routes that need a key.</summary>
    public Caller Caller { get; set; } = null!;

    /// <summary>The signature, which names the request.</summary>
    public string Signature { get; set; } = string.Empty;

    /// <summary>Until when it is valid, Unix milliseconds.</summary>
    public long ExpiresMs { get; set; }

    /// <summary>Its body as received.</summary>
    public ReadOnlyMemory<byte> Body { get; set; }

    /// <summary>The query string as received, without the question mark.</summary>
    public string RawQuery => context.Request.QueryString.Value is { Length: > 0 } text ? text[1..] : string.Empty;

    /// <summary>The parameters of its query.</summary>
    public QueryParameters Query => _query ??= new QueryParameters(RawQuery);

    /// <summary>Ends when the client goes away.</summary>
    public CancellationToken Aborted => context.RequestAborted;

    /// <summary>Reads the body.</summary>
    /// <exception cref="RequestException">It is not this shape.</exception>
    public T Read<T>(JsonTypeInfo<T> shape)
        where T : class
    {
        try
        {
            var reader = new Utf8JsonReader(Body.Span, new JsonReaderOptions { MaxDepth = MaximumJsonDepth });
            T? value = JsonSerializer.Deserialize(ref reader, shape);
            if (value is not null && !HasMore(ref reader))
            {
                return value;
            }
        }
        catch (JsonException)
        {
            // Malformed, too deep, or of another type.
        }
        catch (InvalidOperationException)
        {
            // A text that is no valid UTF-16.
        }

        throw RequestException.Invalid("the body is not the JSON of this request");
    }

    /// <summary>Answers with success.</summary>
    public Task AnswerAsync<T>(JsonTypeInfo<Envelope<T>> shape, T result, EnvelopeDetails? details = null)
        where T : class =>
        WriteAsync(
            shape,
            new Envelope<T> { Code = RetCodes.Ok, Message = "OK", Result = result, Details = details ?? EnvelopeDetails.None },
            StatusCodes.Status200OK);

    /// <summary>Answers with a failure.</summary>
    public Task FailAsync(int code, string message, int status = StatusCodes.Status200OK) =>
        WriteAsync(
            WireJson.Default.EnvelopeEmptyObject,
            new Envelope<EmptyObject> { Code = code, Message = message, Result = EmptyObject.Instance },
            status);

    private static bool HasMore(ref Utf8JsonReader reader) => reader.Read();

    private async Task WriteAsync<T>(JsonTypeInfo<Envelope<T>> shape, Envelope<T> envelope, int status)
        where T : class
    {
        long nowMs = clock.NowMs();
        HttpResponse response = context.Response;
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.Headers[WireHeaders.TimeNow] = nowMs.ToString(CultureInfo.InvariantCulture);
        response.Headers[WireHeaders.TraceId] = context.TraceIdentifier;
        using JsonBuffer buffer = JsonBuffer.Write(shape, envelope with { Time = nowMs });
        response.ContentLength = buffer.Bytes.Length;
        await response.BodyWriter.WriteAsync(buffer.Bytes, context.RequestAborted);
    }
}
