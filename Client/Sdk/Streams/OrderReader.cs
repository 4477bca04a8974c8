using System.Threading.Channels;
using OrleansMarkets.Client.Http;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Client.Streams;

/// <summary>Feeds a stream of the account's orders. An order only moves forward: what is older than what was given is left out.</summary>
/// <param name="output">Where they go.</param>
/// <param name="client">Is asked for the open orders, and for what has become of those that are not open any more.</param>
internal sealed class OrderReader(ChannelWriter<Order> output, IMarketsClient client) : IStreamReader
{
    private const int RememberedFinal = 10_000;

    private readonly Dictionary<string, Order> _open = new(StringComparer.Ordinal);
    private readonly SeenIds _final = new(RememberedFinal);

    public async Task ConnectedAsync(CancellationToken cancellation)
    {
        IReadOnlyList<Order> open = await client.GetOpenOrdersAsync(market: null, cancellation);
        var stillOpen = open.Select(order => order.OrderId).ToHashSet(StringComparer.Ordinal);
        foreach (Order gone in _open.Values.Where(order => !stillOpen.Contains(order.OrderId)).ToList())
        {
            if (await client.GetOrderAsync(gone.MarketId, OrderKey.ById(gone.OrderId), cancellation) is { } now)
            {
                await GiveAsync(now, cancellation);
            }
        }

        foreach (Order order in open)
        {
            await GiveAsync(order, cancellation);
        }
    }

    public async Task TakeAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        foreach (var order in StreamMessages.Read(message, WireJson.Default.PrivateMessageOrder).Items)
        {
            await GiveAsync(WireMapping.ToOrder(order), cancellation);
        }
    }

    public void Interrupted()
    {
    }

    private async Task GiveAsync(Order order, CancellationToken cancellation)
    {
        if (_final.Contains(order.OrderId) || !IsNews(_open.GetValueOrDefault(order.OrderId), order))
        {
            return;
        }

        if (order.IsFinal)
        {
            _open.Remove(order.OrderId);
            _final.Add(order.OrderId);
        }
        else
        {
            _open[order.OrderId] = order;
        }

        await output.WriteAsync(order, cancellation);
    }

    private static bool IsNews(Order? known, Order next) =>
        known is null || next.Status > known.Status || next.FilledQuantity > known.FilledQuantity;
}
