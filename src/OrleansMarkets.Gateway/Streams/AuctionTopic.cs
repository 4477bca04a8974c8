using System.Text.Json;
using OrleansMarkets.Gateway.Shapes;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Streams;
using OrleansMarkets.Wire.Venue;

namespace OrleansMarkets.Gateway.Streams;

/// <summary>A market's auction, always whole, whenever something of it changed.</summary>
/// <param name="topic">The topic.</param>
internal sealed class AuctionTopic(PublicTopic topic) : TopicFeed
{
    private MarketAuction _sent = Read(topic);

    /// <inheritdoc/>
    public override byte[] Greeting(long nowMs) => Message(Read(topic), nowMs);

    /// <inheritdoc/>
    public override byte[]? Next(long nowMs)
    {
        MarketAuction auction = Read(topic);
        if (auction == _sent with { Sequence = auction.Sequence, EngineTime = auction.EngineTime })
        {
            return null;
        }

        _sent = auction;
        return Message(auction, nowMs);
    }

    private static MarketAuction Read(PublicTopic topic) =>
        AuctionShapes.Auction(topic.Market, topic.Market.Replica.ReadAuction());

    private byte[] Message(MarketAuction auction, long nowMs) => JsonSerializer.SerializeToUtf8Bytes(
        new StreamMessage<MarketAuction>
        {
            Topic = topic.Name,
            Type = "snapshot",
            Time = nowMs,
            EngineTime = auction.EngineTime,
            Data = auction,
        },
        WireJson.Default.StreamMessageMarketAuction);
}
