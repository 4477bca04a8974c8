namespace OrleansMarkets.Client;

/// <summary>How to reach a gateway over HTTP and WebSocket.</summary>
public sealed record HttpConnectionOptions
{
    /// <summary>Where a silo listens if nothing else was said.</summary>
    public static readonly Uri DefaultUrl = new("http://127.0.0.1:8080");

    private static readonly TimeSpan LongestReceiveWindow = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPing = TimeSpan.FromMinutes(5);

    /// <summary>The gateway: scheme, host and port.</summary>
    public Uri Url { get; init; } = DefaultUrl;

    /// <summary>The API key; null for a client that reads public data only.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Its secret; never sent, only used to sign.</summary>
    public string? ApiSecret { get; init; }

    /// <summary>How old a request may be when the gateway reads it.</summary>
    public TimeSpan ReceiveWindow { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between two pings of a stream; one that stays silent for three of them is made anew.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long and how often to try.</summary>
    public RetryLimits Limits { get; init; } = new();

    /// <summary>Named in the User-Agent beside the version of this library, for example <c>desk-7</c>; null for none.</summary>
    public string? ApplicationName { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Without the secret, so that it does not end up in a log.</summary>
    public override string ToString() => $"{Url} with {(ApiKey is null ? "no API key" : $"API key {ApiKey}")}";

    internal void Validate()
    {
        string[] problems = [.. Problems().Concat(Limits.Problems())];
        if (problems.Length > 0)
        {
            throw new ArgumentException($"The connection's options are not valid: {string.Join("; ", problems)}.");
        }
    }

    private IEnumerable<string> Problems()
    {
        if (!Url.IsAbsoluteUri || Url.Scheme is not ("http" or "https") || Url.PathAndQuery != "/")
        {
            yield return $"{nameof(Url)} is not http://host:port or https://host:port";
        }

        if (string.IsNullOrEmpty(ApiKey) != string.IsNullOrEmpty(ApiSecret))
        {
            yield return $"{nameof(ApiKey)} and {nameof(ApiSecret)} are given together or not at all";
        }

        if (ReceiveWindow <= TimeSpan.Zero || ReceiveWindow > LongestReceiveWindow)
        {
            yield return $"{nameof(ReceiveWindow)} is not above zero and at most {LongestReceiveWindow.TotalSeconds} s";
        }

        if (PingInterval <= TimeSpan.Zero || PingInterval > LongestPing)
        {
            yield return $"{nameof(PingInterval)} is not above zero and at most {LongestPing.TotalSeconds} s";
        }

        if (ApplicationName is { } name && (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')))
        {
            yield return $"{nameof(ApplicationName)} is not letters, digits, '-', '_' and '.'";
        }
    }
}
