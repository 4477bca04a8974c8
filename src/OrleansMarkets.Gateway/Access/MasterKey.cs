using System.Security.Cryptography;
using System.Text;
using OrleansMarkets.Gateway.Hosting;

namespace OrleansMarkets.Gateway.Access;

/// <summary>Keys for single purposes, derived from the master key.</summary>
internal static class MasterKey
{
    /// <summary>The key of a purpose.</summary>
    public static byte[] Derive(GatewayOptions options, string purpose) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256,
        options.MasterKey,
        GatewayOptions.MasterKeyBytes,
        salt: [],
        Encoding.UTF8.GetBytes($"orleansmarkets.gateway.{purpose}"));
}
