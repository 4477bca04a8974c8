using OrleansMarkets.Contracts.Markets;

namespace OrleansMarkets.Grains.OrderBooks;

/// <summary>A market's price on its way to the board.</summary>
/// <param name="Price">The price, its age not yet filled in.</param>
/// <param name="IndexPublishedNs">When the votes behind the index were published, Unix nanoseconds: gives the age when it leaves.</param>
internal readonly record struct PriceNews(MarketPrice Price, long IndexPublishedNs);
