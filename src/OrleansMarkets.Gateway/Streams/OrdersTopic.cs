using System.Text.Json;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Shapes;
using OrleansMarkets.MarketData.Books;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Streams;

namespace OrleansMarkets.Gateway.Streams;

/// <summary>
/// One book order by order: every change of a resting order at once and in order, with the checksum of the book after it. The feed folds
/// its own messages, so that the checksum is that of what subscribers have.
/// </summary>
internal sealed class OrdersTopic : TopicFeed
{
    /// <summary>Resting orders that a snapshot may have; a larger book is not served order by order.</summary>
    public const int MaximumOrders = 10_000;

    private readonly PublicTopic _topic;
    private readonly PublicOrderBook _book;
    private long _sequence;
    private long _timeNs;
    private long _updateId = 1;

    /// <summary>Begins with the book as the replica has it.</summary>
    /// <param name="topic">The topic.</param>
    public OrdersTopic(PublicTopic topic)
    {
        _topic = topic;
        OrdersImage image = topic.Market.Replica.ReadOrders();
        _book = new PublicOrderBook(image);
        (_sequence, _timeNs) = (image.Sequence, image.TimeNs);
    }

    /// <inheritdoc/>
    public override byte[] Greeting(long nowMs) => Message(
        "snapshot",
        Content() with { Bids = Shaped(_book.Bids, _book.Bids.Count), Asks = Shaped(_book.Asks, _book.Asks.Count) },
        nowMs);

    /// <inheritdoc/>
    public override byte[]? Take(MarketUpdate update, long nowMs)
    {
        // Updates that waited while the feed began are in its image.
        if (update.LastSequence <= _sequence)
        {
            return null;
        }

        (_sequence, _timeNs) = (update.LastSequence, update.TimeNs);
        if (update.Book.IsEmpty)
        {
            return null;
        }

        foreach (OrderChange change in update.Book)
        {
            _book.Apply(change);
        }

        _updateId++;
        return Message(
            "delta", Content() with { Changes = [.. update.Book.Select(change => BookShapes.Change(_topic.Market.Scale, change))] }, nowMs);
    }

    private StreamOrders Content() => new()
    {
        Symbol = _topic.Market.Listed.PublicSymbol,
        UpdateId = _updateId,
        Sequence = _sequence,
        Checksum = BookChecksum.Of(Shaped(_book.Bids, BookChecksum.Entries), Shaped(_book.Asks, BookChecksum.Entries)),
    };

    private QueuedOrder[] Shaped(IReadOnlyCollection<PublicOrder> side, int count) =>
        [.. side.Take(count).Select(order => BookShapes.Queued(_topic.Market.Scale, order))];

    private byte[] Message(string type, StreamOrders content, long nowMs) => JsonSerializer.SerializeToUtf8Bytes(
        new StreamMessage<StreamOrders>
        {
            Topic = _topic.Name,
            Type = type,
            Time = nowMs,
            EngineTime = _timeNs / Times.NsPerMs,
            Data = content,
        },
        WireJson.Default.StreamMessageStreamOrders);
}
