using System.Text.Json;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Shapes;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Streams;

namespace OrleansMarkets.Gateway.Streams;

/// <summary>The market at a glance, always whole.</summary>
/// <param name="topic">The topic.</param>
/// <param name="clock">The gateway's clock: the end of the windows of a day and an hour.</param>
internal sealed class TickerTopic(PublicTopic topic, TimeProvider clock) : TopicFeed
{
    /// <inheritdoc/>
    public override byte[] Greeting(long nowMs) => Message(nowMs);

    /// <inheritdoc/>
    public override byte[] Next(long nowMs) => Message(nowMs);

    private byte[] Message(long nowMs)
    {
        Ticker ticker = topic.Market.Replica.ReadTicker(clock.NowNs());
        return topic.Market.IsSpot
            ? JsonSerializer.SerializeToUtf8Bytes(
                Envelope(ticker, nowMs, MarketShapes.SpotTicker(topic.Market, ticker)), WireJson.Default.StreamMessageSpotTicker)
            : JsonSerializer.SerializeToUtf8Bytes(
                Envelope(ticker, nowMs, MarketShapes.LinearTicker(topic.Market, ticker)), WireJson.Default.StreamMessageLinearTicker);
    }

    private StreamMessage<T> Envelope<T>(Ticker ticker, long nowMs, T data)
        where T : class =>
        new() { Topic = topic.Name, Type = "snapshot", Time = nowMs, EngineTime = ticker.TimeNs / Times.NsPerMs, Data = data };
}
