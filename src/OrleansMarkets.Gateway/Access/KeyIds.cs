using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using OrleansMarkets.Gateway.Hosting;

namespace OrleansMarkets.Gateway.Access;

/// <summary>
/// Ids of keys: random bytes and a code over them under the master key. A made-up id is recognised without asking the cluster, so that
/// guessing wakes no grain and fills no memory.
/// </summary>
internal sealed class KeyIds
{
    /// <summary>Characters of an id.</summary>
    public const int Length = 24;

    private const int RandomBytes = 12;
    private const int CodeBytes = 6;

    private readonly byte[] _key;

    /// <summary>Made by the container.</summary>
    public KeyIds(IOptions<GatewayOptions> options) => _key = MasterKey.Derive(options.Value, "key-id");

    /// <summary>A new id.</summary>
    public string New()
    {
        Span<byte> id = stackalloc byte[RandomBytes + CodeBytes];
        RandomNumberGenerator.Fill(id[..RandomBytes]);
        Code(id[..RandomBytes], id[RandomBytes..]);
        return Base64Url.EncodeToString(id);
    }

    /// <summary>Whether an id was made under this master key.</summary>
    public bool IsGenuine(string id)
    {
        Span<byte> bytes = stackalloc byte[RandomBytes + CodeBytes];
        Span<byte> code = stackalloc byte[CodeBytes];
        Span<byte> text = stackalloc byte[Length];
        if (id.Length != Length || !Ascii.IsValid(id))
        {
            return false;
        }

        Encoding.ASCII.GetBytes(id, text);
        if (Base64Url.DecodeFromUtf8(text, bytes, out _, out int written) != System.Buffers.OperationStatus.Done
            || written != bytes.Length)
        {
            return false;
        }

        Code(bytes[..RandomBytes], code);
        return CryptographicOperations.FixedTimeEquals(code, bytes[RandomBytes..]);
    }

    private void Code(ReadOnlySpan<byte> random, Span<byte> code)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, random, mac);
        mac[..CodeBytes].CopyTo(code);
    }
}
