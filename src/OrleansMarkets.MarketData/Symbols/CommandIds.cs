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
    /// <summary>An order that its owner gave a name.</summary>
    /// <param name="orderLinkId">The client order id.</param>
    public static CommandKey OfOrderLink(string orderLinkId) => Of("order-link", orderLinkId);

    /// <summary>What a signed request asks for; a signature is made over key and time.</summary>
    /// <param name="keyId">The key that signed it.</param>
    /// <param name="signature">The signature as sent.</param>
    public static CommandKey OfSignature(string keyId, string signature) => Of("signature", $"{keyId}/{signature}");

    /// <summary>An order that belongs to another one, such as its take-profit.</summary>
    /// <param name="whole">The command of the other one.</param>
    /// <param name="part">Which it is.</param>
    public static CommandKey OfPart(CommandKey whole, string part) => Of("part", $"{whole.High:x16}{whole.Low:x16}/{part}");

    /// <summary>A deposit that an operator gave a name.</summary>
    /// <param name="id">The name.</param>
    public static CommandKey OfDeposit(string id) => Of("deposit", id);

    private static CommandKey Of(string domain, string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"orleansmarkets.gateway.{domain}\n{name}"), hash);
        return new CommandKey(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[sizeof(ulong)..]));
    }
}
