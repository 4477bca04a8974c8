using OrleansMarkets.MarketData.Images;

namespace OrleansMarkets.Gateway.Streams;

/// <summary>Makes the messages of one topic, once for all its subscribers. Not safe for use from several threads.</summary>
internal abstract class TopicFeed
{
    /// <summary>Makes the feed of a topic.</summary>
    public static TopicFeed Of(PublicTopic topic, TimeProvider clock) => topic.Content switch
    {
        TopicContent.Book => new BookTopic(topic),
        TopicContent.Orders => new OrdersTopic(topic),
        TopicContent.Candles => new CandleTopic(topic),
        TopicContent.Auction => new AuctionTopic(topic),
        TopicContent.Ticker => new TickerTopic(topic, clock),
        _ => new TradesTopic(topic),
    };

    /// <summary>With what a new subscriber begins; null for nothing.</summary>
    public virtual byte[]? Greeting(long nowMs) => null;

    /// <summary>What an update is for all subscribers, sent at once; null for nothing.</summary>
    public virtual byte[]? Take(MarketUpdate update, long nowMs) => null;

    /// <summary>What changed since the last message, asked for at the pace of the content; null for nothing.</summary>
    public virtual byte[]? Next(long nowMs) => null;
}
