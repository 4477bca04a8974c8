using System.Buffers.Binary;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Tests.Clearing;
using OrleansMarkets.MarketData.Replicas;

namespace OrleansMarkets.MarketData.Tests.Replicas;

/// <summary>Pages as a book would serve them, over the log of a market of tests.</summary>
internal static class Pages
{
    /// <summary>The market's log with its first record: the market as it was listed.</summary>
    public static List<byte[]> Whole(TestMarket market)
    {
        var genesis = new RecordWriter();
        new MarketEngine(market.Spec, market.First, TestMarket.StartNs).WriteSnapshot(genesis);
        return [genesis.Written.ToArray(), .. market.Log];
    }

    /// <summary>A page of records.</summary>
    public static LogPage Of(long firstSequence, IReadOnlyCollection<byte[]> records, long epoch = 1) => new(
        ResultCode.Ok,
        epoch,
        firstSequence,
        firstSequence + records.Count - 1,
        records.Count,
        firstSequence + records.Count - 1,
        [.. records.SelectMany(Frame)]);

    /// <summary>Folds what the replica does not have yet, in one page.</summary>
    public static void Follow(MarketReplica replica, TestMarket market)
    {
        List<byte[]> rest = [.. Whole(market).Skip((int)replica.Sequence)];
        if (rest.Count > 0)
        {
            replica.Apply(Of(replica.Sequence + 1, rest));
        }
    }

    /// <summary>A replica that has folded the market's whole log.</summary>
    public static MarketReplica Replica(TestMarket market, ReplicaLimits? limits = null)
    {
        var replica = new MarketReplica(market.Spec.Symbol, limits);
        Follow(replica, market);
        return replica;
    }

    private static byte[] Frame(byte[] record)
    {
        var frame = new byte[LogFrames.HeaderBytes + record.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, record.Length);
        record.CopyTo(frame, LogFrames.HeaderBytes);
        return frame;
    }
}
