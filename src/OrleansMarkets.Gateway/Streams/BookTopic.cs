using System.Collections.Immutable;
using System.Text.Json;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Shapes;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Market;
using OrleansMarkets.Wire.Streams;

namespace OrleansMarkets.Gateway.Streams;

/// <summary>
/// The top of one book as its subscribers have it. A message is what the window has now against what they have: absolute sizes, zero for a
/// level that left it. Whatever lies between two messages, snapshot and deltas give the book of the last one. Not safe for use from several
/// threads.
/// </summary>
/// <param name="topic">The topic.</param>
internal sealed class BookTopic(PublicTopic topic) : TopicFeed
{
    private DepthImage _sent = topic.Market.Replica.ReadDepth(topic.Levels);
    private long _updateId = 1;

    /// <summary>The book as all subscribers have it, for a new one.</summary>
    public override byte[] Greeting(long nowMs) => Message("snapshot", _sent, _sent.Bids, _sent.Asks, nowMs);

    /// <inheritdoc/>
    public override byte[]? Next(long nowMs)
    {
        DepthImage now = topic.Market.Replica.ReadDepth(topic.Levels);
        if (now.Sequence == _sent.Sequence)
        {
            return null;
        }

        ImmutableArray<DepthLevel> bids = Changes(_sent.Bids, now.Bids, descending: true);
        ImmutableArray<DepthLevel> asks = Changes(_sent.Asks, now.Asks, descending: false);
        _sent = now;
        if (bids.IsEmpty && asks.IsEmpty)
        {
            return null;
        }

        _updateId++;
        return Message("delta", now, bids, asks, nowMs);
    }

    /// <summary>What turns one side into another: new sizes, and zero for levels that are gone, in the order of the side.</summary>
    internal static ImmutableArray<DepthLevel> Changes(
        ImmutableArray<DepthLevel> before, ImmutableArray<DepthLevel> after, bool descending)
    {
        ImmutableArray<DepthLevel>.Builder changes = ImmutableArray.CreateBuilder<DepthLevel>();
        int old = 0;
        int present = 0;
        while (old < before.Length || present < after.Length)
        {
            int order = old == before.Length ? 1
                : present == after.Length ? -1
                : before[old].PriceUnits.CompareTo(after[present].PriceUnits) * (descending ? -1 : 1);
            if (order < 0)
            {
                changes.Add(before[old++] with { Lots = 0, Orders = 0 });
                continue;
            }

            if (order > 0 || before[old].Lots != after[present].Lots)
            {
                changes.Add(after[present]);
            }

            old += order == 0 ? 1 : 0;
            present++;
        }

        return changes.ToImmutable();
    }

    private PriceLevel[] Top(ImmutableArray<DepthLevel> side) =>
        MarketShapes.Levels(topic.Market.Scale, side.Length > BookChecksum.Entries ? side[..BookChecksum.Entries] : side);

    private byte[] Message(
        string type, DepthImage image, ImmutableArray<DepthLevel> bids, ImmutableArray<DepthLevel> asks, long nowMs)
    {
        PriceLevel[] Shaped(ImmutableArray<DepthLevel> levels) => MarketShapes.Levels(topic.Market.Scale, levels);
        return JsonSerializer.SerializeToUtf8Bytes(
            new StreamMessage<StreamBook>
            {
                Topic = topic.Name,
                Type = type,
                Time = nowMs,
                EngineTime = image.TimeNs / Times.NsPerMs,
                Data = new StreamBook
                {
                    Symbol = topic.Market.Listed.PublicSymbol,
                    Bids = Shaped(bids),
                    Asks = Shaped(asks),
                    UpdateId = _updateId,
                    Sequence = image.Sequence,
                    Checksum = topic.IsChecked ? BookChecksum.Of(Top(image.Bids), Top(image.Asks)) : null,
                },
            },
            WireJson.Default.StreamMessageStreamBook);
    }
}
