using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansMarkets.Gateway.Access;
using OrleansMarkets.Gateway.Hosting;
using OrleansMarkets.Gateway.Routes;
using OrleansMarkets.Gateway.Streams;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Http;

/// <summary>
/// Everything under <c>/v5</c>: finds the route, keeps the limits, checks the signature, and turns every refusal into an answer. Nothing
/// that a client sends becomes a 5xx: that is left to faults of the gateway itself.
/// </summary>
internal sealed class GatewayEndpoint
{
    private static readonly TimeSpan AddressWindow = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AccountWindow = TimeSpan.FromSeconds(1);

    private readonly FrozenDictionary<string, Route> _gets;
    private readonly FrozenDictionary<string, Route> _posts;
    private readonly RequestAuthenticator _authenticator;
    private readonly StreamEndpoint _streams;
    private readonly GatewayOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<GatewayEndpoint> _logger;
    private readonly WindowTable<IPAddress> _addresses;
    private readonly WindowTable<(long Account, string Path)> _trades;
    private readonly WindowTable<(long Account, string Path)> _reads;

    /// <summary>Made by the container.</summary>
    public GatewayEndpoint(
        IEnumerable<IRouteSource> sources,
        RequestAuthenticator authenticator,
        StreamEndpoint streams,
        IOptions<GatewayOptions> options,
        TimeProvider clock,
        ILogger<GatewayEndpoint> logger)
    {
        Route[] routes = [.. sources.SelectMany(source => source.Routes)];
        _gets = routes.Where(route => route.Method == HttpMethods.Get).ToFrozenDictionary(route => route.Path, StringComparer.Ordinal);
        _posts = routes.Where(route => route.Method == HttpMethods.Post).ToFrozenDictionary(route => route.Path, StringComparer.Ordinal);
        (_authenticator, _streams, _options, _clock, _logger) = (authenticator, streams, options.Value, clock, logger);
        _addresses = new WindowTable<IPAddress>(clock, AddressWindow, _options.AddressRequestsPerFiveSeconds);
        _trades = new WindowTable<(long, string)>(clock, AccountWindow, _options.TradeRequestsPerSecond);
        _reads = new WindowTable<(long, string)>(clock, AccountWindow, _options.ReadRequestsPerSecond);
    }

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        Route? route = RouteOf(context);
        var request = new GatewayRequest(context, route, _clock);
        try
        {
            if (!_addresses.Take(context.Connection.RemoteIpAddress ?? IPAddress.None).Taken)
            {
                await request.FailAsync(
                    RetCodes.TooManyRequestsOfAddress, "IP rate limit exceeded.", StatusCodes.Status403Forbidden);
            }
            else if (_streams.Serves(context))
            {
                await _streams.HandleAsync(context);
            }
            else if (route is null)
            {
                await request.FailAsync(RetCodes.UnknownRoute, "Route not found.", StatusCodes.Status404NotFound);
            }
            else
            {
                await AnswerAsync(context, route, request);
            }
        }
        catch (RequestException refused) when (!context.Response.HasStarted)
        {
            await request.FailAsync(refused.Code, refused.Message);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client went away.
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            _logger.LogError(fault, "A request failed inside");
            await request.FailAsync(RetCodes.ServerBusy, "Internal error.", StatusCodes.Status500InternalServerError);
        }
    }

    private Route? RouteOf(HttpContext context)
    {
        string path = context.Request.Path.Value ?? string.Empty;
        return context.Request.Method switch
        {
            "GET" => _gets.GetValueOrDefault(path),
            "POST" => _posts.GetValueOrDefault(path),
            _ => null,
        };
    }

    private async Task AnswerAsync(HttpContext context, Route route, GatewayRequest request)
    {
        using PooledBody? body = route.Method == HttpMethods.Post
            ? await BodyReader.ReadAsync(context, _options.MaximumBodyBytes)
            : null;
        request.Body = body?.Bytes ?? ReadOnlyMemory<byte>.Empty;
        if (route.Access != RouteAccess.Public)
        {
            await _authenticator.AuthenticateAsync(request, context);
            Count(context, route, request);
        }

        await route.Handler(request);
    }

    private void Count(HttpContext context, Route route, GatewayRequest request)
    {
        WindowTable<(long, string)> windows = route.IsTrading ? _trades : _reads;
        (bool taken, int remaining) = windows.Take((request.Caller.Account, route.Path));
        IHeaderDictionary headers = context.Response.Headers;
        headers[WireHeaders.Limit] = windows.Limit.ToString(CultureInfo.InvariantCulture);
        headers[WireHeaders.LimitRemaining] = remaining.ToString(CultureInfo.InvariantCulture);
        headers[WireHeaders.LimitReset] =
            (_clock.NowMs() + (taken ? 0 : (long)AccountWindow.TotalMilliseconds)).ToString(CultureInfo.InvariantCulture);
        if (!taken)
        {
            throw new RequestException(RetCodes.TooManyRequests, "Too many visits!");
        }
    }
}
