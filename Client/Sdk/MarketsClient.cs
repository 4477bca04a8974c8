using OrleansMarkets.Client.Http;

namespace OrleansMarkets.Client;

/// <summary>Makes clients.</summary>
public static class MarketsClient
{
    /// <summary>A client over HTTP and WebSocket. Nothing is sent before its first call.</summary>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    /// <example><code>
    /// await using IMarketsClient client = MarketsClient.Connect(new HttpConnectionOptions { ApiKey = key, ApiSecret = secret });
    /// Wallet wallet = await client.GetWalletAsync();
    /// </code></example>
    public static IMarketsClient Connect(HttpConnectionOptions options)
    {
        options.Validate();
        return new HttpMarketsClient(options);
    }
}
