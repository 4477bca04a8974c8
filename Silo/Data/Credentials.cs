using System.Security.Cryptography;

namespace OrleansMarkets.Silo.Data;

/// <summary>A pair that a client signs its requests with.</summary>
/// <param name="Url">Where the gateway was when the pair was written; a start with another port writes it again.</param>
/// <param name="ApiKey">The key, public to whoever sees a request.</param>
/// <param name="ApiSecret">The secret.</param>
public sealed record Credentials(string Url, string ApiKey, string ApiSecret)
{
    private const int KeyBytes = 12;
    private const int SecretBytes = 32;

    /// <summary>A new random pair.</summary>
    public static Credentials Create() => new(
        string.Empty,
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes)),
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes)));
}
