using System.Threading.Channels;

namespace OrleansMarkets.Client.Streams;

/// <summary>The account's orders as they change. An order only moves forward: what is older than what was given is left out.</summary>
/// <param name="output">Where they go.</param>
/// <param name="client">Is asked for the open orders, and for what has become of those that are not open any more.</param>
internal sealed class OrderTape(ChannelWriter<Order> output, IMarketsClient client)
{
    private const int RememberedFinal = 10_000;

    private readonly Dictionary<string, Order> _open = new(StringComparer.Ordinal);
    private readonly SeenIds _final = new(RememberedFinal);

    /// <summary>Gives the open orders, and what has become of those that were.</summary>
    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        IReadOnlyList<Order> open = await client.GetOpenOrdersAsync(market: null, cancellation);
        var stillOpen = open.Select(order => order.OrderId).ToHashSet(StringComparer.Ordinal);
        foreach (Order gone in _open.Values.Where(order => !stillOpen.Contains(order.OrderId)).ToList())
        {
            if (await client.GetOrderAsync(gone.MarketId, OrderKey.ById(gone.OrderId), cancellation) is { } now)
            {
                await GiveAsync([now], cancellation);
            }
        }

        await GiveAsync(open, cancellation);
    }

    /// <summary>Gives what is news among these.</summary>
    public async Task GiveAsync(IEnumerable<Order> orders, CancellationToken cancellation)
    {
        foreach (Order order in orders)
        {
            if (!_final.Contains(order.OrderId) && IsNews(_open.GetValueOrDefault(order.OrderId), order))
            {
                Remember(order);
                await output.WriteAsync(order, cancellation);
            }
        }
    }

    private static bool IsNews(Order? known, Order next) =>
        known is null
        || next.Status > known.Status
        || next.FilledQuantity > known.FilledQuantity
        || (next.UpdatedAt >= known.UpdatedAt && next.Status == known.Status && HasOtherTerms(known, next));

    // What its owner or the market changed while it works.
    private static bool HasOtherTerms(Order known, Order next) =>
        next.Price != known.Price
        || next.Quantity != known.Quantity
        || next.RemainingQuantity < known.RemainingQuantity
        || next.TriggerPrice != known.TriggerPrice;

    private void Remember(Order order)
    {
        if (order.IsFinal)
        {
            _open.Remove(order.OrderId);
            _final.Add(order.OrderId);
        }
        else
        {
            _open[order.OrderId] = order;
        }
    }
}
