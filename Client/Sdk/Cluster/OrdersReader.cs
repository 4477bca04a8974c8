using OrleansMarkets.Client.Streams;
using OrleansMarkets.MarketData.Books;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.MarketData.Replicas;
using OrleansMarkets.MarketData.Symbols;

namespace OrleansMarkets.Client.Cluster;

/// <summary>Feeds a live book of orders from a replica.</summary>
internal sealed class OrdersReader
{
    private readonly ListedMarket _market;
    private readonly MarketReplica _replica;
    private readonly LiveMarketByOrder _live;
    private readonly MarketByOrderFold _fold;
    private long _sequence;

    /// <summary>Begins with what the replica has; its updates are queued already.</summary>
    public OrdersReader(ListedMarket market, MarketReplica replica, LiveMarketByOrder live)
    {
        (_market, _replica, _live) = (market, replica, live);
        _fold = new MarketByOrderFold(ClusterMapping.Id(market));
        Begin();
    }

    /// <summary>Takes an update; null when some were lost.</summary>
    public void Take(MarketUpdate? update)
    {
        if (update is null)
        {
            Begin();
            return;
        }

        // What waited while the image was read is in it.
        if (update.LastSequence <= _sequence)
        {
            return;
        }

        _sequence = update.LastSequence;
        foreach (OrderChange change in update.Book)
        {
            _fold.Apply(ClusterMapping.ToBookOrder(_market, change.Order), isNew: change.Kind == OrderChangeKind.Added);
        }

        if (!update.Book.IsEmpty)
        {
            Show(update.TimeNs);
        }
    }

    private void Begin()
    {
        OrdersImage image = _replica.ReadOrders();
        _sequence = image.Sequence;
        _fold.Begin(image.Bids.Concat(image.Asks).Select(order => ClusterMapping.ToBookOrder(_market, order)));
        Show(image.TimeNs);
    }

    private void Show(long timeNs) => _live.Set(_fold.Image(_sequence, ClusterMapping.Time(timeNs)));
}
