using System.Collections.Immutable;
using System.Text.Json;
using OrleansMarkets.Gateway.Shapes;
using OrleansMarkets.MarketData.Candles;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Streams;

namespace OrleansMarkets.Gateway.Streams;

/// <summary>
/// The candles of one interval: the present one whenever it changed, and each once more when the log has passed its end, marked as final.
/// </summary>
/// <param name="topic">The topic.</param>
internal sealed class CandleTopic(PublicTopic topic) : TopicFeed
{
    /// <summary>Candles of one message: after a longer silence the latest are sent.</summary>
    public const int MaximumCandles = 100;

    private readonly CandleInterval _interval = topic.Interval!;
    private Candle? _sent = Newest(topic);

    /// <inheritdoc/>
    public override byte[]? Greeting(long nowMs) => Newest(topic) is { } newest ? Message([newest], newest, nowMs) : null;

    /// <inheritdoc/>
    public override byte[]? Next(long nowMs)
    {
        ImmutableArray<Candle> bars = Read(topic, _sent?.StartNs ?? 0, MaximumCandles);
        if (bars.IsEmpty || bars[0] == _sent)
        {
            return null;
        }

        _sent = bars[0];
        return Message(bars.Reverse(), bars[0], nowMs);
    }

    private static Candle? Newest(PublicTopic topic) => Read(topic, 0, 1) is [var newest] ? newest : null;

    // Newest first.
    private static ImmutableArray<Candle> Read(PublicTopic topic, long fromNs, int limit) =>
        topic.Market.Replica.ReadCandles(new CandleQuery(CandleSource.Trades, topic.Interval!, fromNs, long.MaxValue, limit));

    private byte[] Message(IEnumerable<Candle> bars, Candle newest, long nowMs) => JsonSerializer.SerializeToUtf8Bytes(
        new StreamMessage<IReadOnlyList<StreamCandle>>
        {
            Topic = topic.Name,
            Type = "snapshot",
            Time = nowMs,
            Data = [.. bars.Select(bar => CandleShapes.Stream(topic.Market, _interval, bar, isFinal: bar.StartNs < newest.StartNs))],
        },
        WireJson.Default.StreamMessageStreamCandles);
}
