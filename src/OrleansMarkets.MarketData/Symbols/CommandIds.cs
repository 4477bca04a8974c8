using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OrleansMarkets.Contracts.OrderBooks;

namespace OrleansMarkets.MarketData.Symbols;

/// <summary>
/// Command ids: the first 128 bits of SHA-256 over a domain and what names the command. The same request, or the same client order id, is
/// the same command, so that it acts once, whichever gateway or client sends it.
/// </summary>
public static class CommandIds
{
    private const int LongestOnStack = 256;

    /// <summary>An order that its owner gave a name.</summary>
    /// <param name="orderLinkId">The client order id.</param>
    public static CommandKey OfOrderLink(string orderLinkId) => Of("orleansmarkets.gateway.order-link\n"u8, orderLinkId);

    /// <summary>What a signed request asks for; a signature is made over key and time.</summary>
    /// <param name="keyId">The key that signed it.</param>
    /// <param name="signature">The signature as sent.</param>
    public static CommandKey OfSignature(string keyId, string signature) =>
        Of("orleansmarkets.gateway.signature\n"u8, $"{keyId}/{signature}");

    /// <summary>An order that belongs to another one, such as its take-profit.</summary>
    /// <param name="whole">The command of the other one.</param>
    /// <param name="part">Which it is.</param>
    public static CommandKey OfPart(CommandKey whole, string part) =>
        Of("orleansmarkets.gateway.part\n"u8, $"{whole.High:x16}{whole.Low:x16}/{part}");

    /// <summary>A deposit that an operator gave a name.</summary>
    /// <param name="id">The name.</param>
    public static CommandKey OfDeposit(string id) => Of("orleansmarkets.gateway.deposit\n"u8, id);

    private static CommandKey Of(ReadOnlySpan<byte> domain, string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        int most = domain.Length + Encoding.UTF8.GetMaxByteCount(name.Length);
        Span<byte> hashed = most <= LongestOnStack ? stackalloc byte[LongestOnStack] : new byte[most];
        domain.CopyTo(hashed);
        int length = domain.Length + Encoding.UTF8.GetBytes(name, hashed[domain.Length..]);
        SHA256.HashData(hashed[..length], hash);
        return new CommandKey(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[sizeof(ulong)..]));
    }
}
