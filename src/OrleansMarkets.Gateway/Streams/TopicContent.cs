namespace OrleansMarkets.Gateway.Streams;

/// <summary>What a public topic carries.</summary>
internal enum TopicContent
{
    /// <summary>The top of the book: a snapshot, then what changed.</summary>
    Book,

    /// <summary>The book order by order: a snapshot, then every change.</summary>
    Orders,

    /// <summary>Trades.</summary>
    Trades,

    /// <summary>The market at a glance.</summary>
    Ticker,

    /// <summary>The auction that is called, and the last one.</summary>
    Auction,

    /// <summary>Candles.</summary>
    Candles,
}
