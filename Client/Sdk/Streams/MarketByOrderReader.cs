using System.Collections.Immutable;
using System.Globalization;
using OrleansMarkets.Client.Http;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Streams;

namespace OrleansMarkets.Client.Streams;

/// <summary>Feeds a live book of orders from its topic.</summary>
internal sealed class MarketByOrderReader(MarketId market, LiveMarketByOrder live) : IStreamReader
{
    private const string Buy = "Buy";

    private readonly MarketByOrderFold _fold = new(market);
    private bool _hasSnapshot;
    private long _updateId;

    public Task ConnectedAsync(CancellationToken cancellation)
    {
        _hasSnapshot = false;
        return Task.CompletedTask;
    }

    public Task TakeAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        var update = StreamMessages.Read(message, WireJson.Default.StreamMessageStreamOrders);
        StreamOrders content = update.Data ?? throw new ProtocolException("the gateway sent a book without content");
        live.Set(Take(content, update.Type == "snapshot", WireMapping.Time(update.Time)));
        return Task.CompletedTask;
    }

    public void Interrupted() => live.Interrupt();

    /// <summary>Takes an update and gives the book after it.</summary>
    /// <exception cref="ExchangeUnavailableException">
    /// It does not follow the one before, or gives another book than the exchange has.
    /// </exception>
    internal MarketByOrder Take(StreamOrders update, bool isSnapshot, DateTimeOffset time)
    {
        if (isSnapshot)
        {
            _fold.Begin(Orders(update.Bids, OrderSide.Buy).Concat(Orders(update.Asks, OrderSide.Sell)));
        }
        else if (!_hasSnapshot || update.UpdateId != _updateId + 1)
        {
            _hasSnapshot = false;
            throw Broken.Stream(market, $"update {update.UpdateId} came after {_updateId}");
        }
        else
        {
            foreach (QueueChange change in update.Changes ?? [])
            {
                _fold.Apply(
                    Order(change.Order, change.Side == Buy ? OrderSide.Buy : OrderSide.Sell), isNew: change.Kind == QueueChange.Add);
            }
        }

        (_hasSnapshot, _updateId) = (true, update.UpdateId);
        MarketByOrder image = _fold.Image(update.Sequence, time);
        if (BookChecksum.Of(Texts(image.Bids), Texts(image.Asks)) != update.Checksum)
        {
            _hasSnapshot = false;
            throw Broken.Stream(market, $"its checksum after update {update.UpdateId} is not {update.Checksum}");
        }

        return image;
    }

    private static IEnumerable<BookOrder> Orders(IReadOnlyList<QueuedOrder>? orders, OrderSide side) =>
        (orders ?? []).Select(order => Order(order, side));

    private static BookOrder Order(QueuedOrder order, OrderSide side) => new(
        WireMapping.Whole(order.Number),
        side,
        WireMapping.Number(order.Price),
        WireMapping.Number(order.Size),
        WireMapping.Whole(order.Priority));

    // Numbers keep the digits with which they came.
    private static IEnumerable<QueuedOrder> Texts(ImmutableSortedSet<BookOrder> orders) => orders.Select(order => new QueuedOrder(
        order.Number.ToString(CultureInfo.InvariantCulture),
        order.Price.ToString(CultureInfo.InvariantCulture),
        order.Quantity.ToString(CultureInfo.InvariantCulture),
        string.Empty));
}
