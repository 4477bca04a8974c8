using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OrleansMarkets.Contracts.OrderBooks;

namespace OrleansMarkets.Client.Cluster;

/// <summary>Ids of commands.</summary>
internal static class CommandKeys
{
    // The gateway's rule, so that an order sent again by the other connection is the same order.
    private const string OrderDomain = "orleansmarkets.gateway.order-link\n";

    /// <summary>The id of the order with a client order id: always the same, so that it happens once however often it is sent.</summary>
    public static CommandKey OfOrder(string clientOrderId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(OrderDomain + clientOrderId), hash);
        return new CommandKey(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[sizeof(ulong)..]));
    }

    /// <summary>An id that nobody used before.</summary>
    public static CommandKey New() => OfOrder(OrderRequest.NewClientOrderId());
}
