using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using OrleansMarkets.Gateway.Hosting;

namespace OrleansMarkets.Gateway.Access;

/// <summary>
/// Seals the secrets of API keys for storage, with AES-256-GCM under the master key and bound to the id of the key: a sealed secret that is
/// moved to another key does not open. A sealed secret is a version, a nonce, a tag and the ciphertext.
/// </summary>
internal sealed class SecretSeal
{
    private const byte Version = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HeaderBytes = 1 + NonceBytes + TagBytes;

    private readonly byte[] _masterKey;

    /// <summary>Made by the container.</summary>
    public SecretSeal(IOptions<GatewayOptions> options) => _masterKey = MasterKey.Derive(options.Value, "secret");

    /// <summary>Seals a secret.</summary>
    public ImmutableArray<byte> Seal(string keyId, string secret)
    {
        byte[] plain = Encoding.UTF8.GetBytes(secret);
        byte[] sealedSecret = new byte[HeaderBytes + plain.Length];
        sealedSecret[0] = Version;
        Span<byte> nonce = sealedSecret.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using AesGcm cipher = new(_masterKey, TagBytes);
        cipher.Encrypt(
            nonce,
            plain,
            sealedSecret.AsSpan(HeaderBytes),
            sealedSecret.AsSpan(1 + NonceBytes, TagBytes),
            Encoding.UTF8.GetBytes(keyId));
        CryptographicOperations.ZeroMemory(plain);
        return [.. sealedSecret];
    }

    /// <summary>Opens a secret: UTF-8 bytes of it.</summary>
    /// <exception cref="CryptographicException">It was sealed under another master key, for another key, or was changed.</exception>
    public byte[] Open(string keyId, ReadOnlySpan<byte> sealedSecret)
    {
        if (sealedSecret.Length < HeaderBytes || sealedSecret[0] != Version)
        {
            throw new CryptographicException("The sealed secret has another form.");
        }

        byte[] plain = new byte[sealedSecret.Length - HeaderBytes];
        using AesGcm cipher = new(_masterKey, TagBytes);
        cipher.Decrypt(
            sealedSecret.Slice(1, NonceBytes),
            sealedSecret[HeaderBytes..],
            sealedSecret.Slice(1 + NonceBytes, TagBytes),
            plain,
            Encoding.UTF8.GetBytes(keyId));
        return plain;
    }
}
