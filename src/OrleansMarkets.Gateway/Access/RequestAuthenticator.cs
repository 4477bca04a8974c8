using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Access;

/// <summary>Finds out who signed a request, and whether he may.</summary>
/// <param name="keys">The keys.</param>
/// <param name="clock">The gateway's clock.</param>
internal sealed class RequestAuthenticator(KeyRing keys, TimeProvider clock)
{
    /// <summary>
    /// Longest receive window, milliseconds; a longer one is cut to it. An order's deadline is the end of its window, and deadlines are at
    /// most 60 s away.
    /// </summary>
    public const int MaximumReceiveWindowMs = 55_000;

    /// <summary>A request may be signed at most so far in the future, milliseconds: the clocks' tolerance.</summary>
    public const int MaximumLeadMs = 1_000;

    /// <summary>Checks the signature of an HTTP request and sets who calls.</summary>
    /// <exception cref="RequestException">It is refused.</exception>
    public async ValueTask AuthenticateAsync(GatewayRequest request, HttpContext context)
    {
        IHeaderDictionary headers = context.Request.Headers;
        string keyId = headers[WireHeaders.ApiKey].ToString();
        string timestamp = headers[WireHeaders.Timestamp].ToString();
        string window = headers[WireHeaders.ReceiveWindow].ToString();
        string signature = headers[WireHeaders.Signature].ToString();
        request.ExpiresMs = CheckTime(timestamp, window);
        Caller caller = await keys.FindAsync(keyId) ?? throw Refused(RetCodes.InvalidKey, "API key is invalid.");

        // The window is part of the text as sent, also when it is absent.
        byte[]? query = context.Request.Method == HttpMethods.Get ? Encoding.UTF8.GetBytes(request.RawQuery) : null;
        if (!RequestSignature.IsValid(caller.Secret, timestamp, keyId, window, query ?? request.Body.Span, signature))
        {
            throw Refused(RetCodes.InvalidSignature, "error sign! please check how your signature is generated.");
        }

        CheckKey(caller.Key, context.Connection.RemoteIpAddress);
        if (!caller.May(request.Route.Access))
        {
            throw Refused(RetCodes.PermissionDenied, "Permission denied, please check your API key permissions.");
        }

        (request.Caller, request.Signature) = (caller, signature);
    }

    /// <summary>Checks the authentication of a stream.</summary>
    /// <exception cref="RequestException">It is refused.</exception>
    public async ValueTask<Caller> AuthenticateStreamAsync(string keyId, string expires, string signature, IPAddress? address)
    {
        if (!TryReadMs(expires, out long expiresMs) || expiresMs <= clock.NowMs())
        {
            throw Refused(RetCodes.InvalidTime, "expires is not in the future");
        }

        Caller caller = await keys.FindAsync(keyId) ?? throw Refused(RetCodes.InvalidKey, "API key is invalid.");
        if (!RequestSignature.IsValidStream(caller.Secret, expires, signature))
        {
            throw Refused(RetCodes.InvalidSignature, "error sign!");
        }

        CheckKey(caller.Key, address);
        return caller.May(RouteAccess.Read) ? caller : throw Refused(RetCodes.PermissionDenied, "Permission denied");
    }

    /// <summary>Whether a key that was admitted still may be used.</summary>
    public async ValueTask<bool> IsStillGoodAsync(string keyId, IPAddress? address)
    {
        try
        {
            if (await keys.FindAsync(keyId) is not { } caller)
            {
                return false;
            }

            CheckKey(caller.Key, address);
            return true;
        }
        catch (RequestException)
        {
            return false;
        }
    }

    private static RequestException Refused(int code, string message) => new(code, message);

    private static bool TryReadMs(string text, out long ms) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ms);

    private long CheckTime(string timestamp, string window)
    {
        long windowMs = RequestSignature.DefaultReceiveWindowMs;
        if (!TryReadMs(timestamp, out long signedMs) || (window.Length > 0 && !TryReadMs(window, out windowMs)))
        {
            throw Refused(RetCodes.InvalidTime, "timestamp or recv_window is missing or malformed");
        }

        windowMs = Math.Min(windowMs, MaximumReceiveWindowMs);
        long nowMs = clock.NowMs();
        return nowMs - windowMs <= signedMs && signedMs < nowMs + MaximumLeadMs
            ? signedMs + windowMs
            : throw Refused(RetCodes.InvalidTime, "invalid request, please check your timestamp and recv_window param.");
    }

    private void CheckKey(ApiKeyRecord key, IPAddress? address)
    {
        if (key.IsDisabled)
        {
            throw Refused(RetCodes.InvalidKey, "API key is invalid.");
        }

        if (key.ExpiresNs != 0 && clock.NowNs() >= key.ExpiresNs)
        {
            throw Refused(RetCodes.KeyExpired, "Your api key has expired.");
        }

        if (!key.Addresses.IsEmpty && !IsListed(key, address))
        {
            throw Refused(RetCodes.AddressDenied, "Unmatched IP, please check your API key's bound IP addresses.");
        }
    }

    private static bool IsListed(ApiKeyRecord key, IPAddress? address)
    {
        IPAddress? plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return plain is not null
            && key.Addresses.Any(listed => IPAddress.TryParse(listed, out IPAddress? allowed) && allowed.Equals(plain));
    }
}
