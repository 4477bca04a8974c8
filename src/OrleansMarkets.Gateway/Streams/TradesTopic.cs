using System.Text.Json;
using OrleansMarkets.Gateway.Shapes;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Streams;

namespace OrleansMarkets.Gateway.Streams;

/// <summary>Public trades, each at once.</summary>
/// <param name="topic">The topic.</param>
internal sealed class TradesTopic(PublicTopic topic) : TopicFeed
{
    /// <inheritdoc/>
    public override byte[]? Take(MarketUpdate update, long nowMs) => update.Trades.IsEmpty
        ? null
        : JsonSerializer.SerializeToUtf8Bytes(
            new StreamMessage<IReadOnlyList<StreamTrade>>
            {
                Topic = topic.Name,
                Type = "snapshot",
                Time = nowMs,
                Data = [.. update.Trades.Select(trade => MarketShapes.StreamTrade(topic.Market, trade))],
            },
            WireJson.Default.StreamMessageStreamTrades);
}
