using System.Buffers.Binary;
using System.Runtime.InteropServices;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Journal;

namespace OrleansMarkets.Grains.OrderBooks;

/// <summary>
/// Puts framed records of consecutive batches into one page: those after the query's sequence, up to its bytes and to the durable head.
/// </summary>
/// <param name="query">What was asked for.</param>
/// <param name="durableSequence">The durable head: nothing after it is served.</param>
internal sealed class LogPageBuilder(in LogQuery query, long durableSequence)
{
    private readonly List<ReadOnlyMemory<byte>> _runs = [];
    private readonly long _after = query.AfterSequence;
    private readonly int _maximumBytes = Math.Min(query.MaximumBytes, LogFeed.MaximumPageBytes);
    private long _last = query.AfterSequence;
    private int _bytes;

    /// <summary>Takes what it can of the next batch.</summary>
    /// <returns>Whether the page may take more.</returns>
    public bool Add(long firstSequence, int count, ReadOnlyMemory<byte> body)
    {
        long lastSequence = firstSequence + count - 1;
        if (lastSequence <= _last)
        {
            return true;
        }

        if (firstSequence == _last + 1 && lastSequence <= durableSequence && body.Length <= _maximumBytes - _bytes)
        {
            Take(body, lastSequence);
            return true;
        }

        return AddPart(firstSequence, lastSequence, body);
    }

    /// <summary>The page.</summary>
    public LogPage Build(long epoch) => new(
        ResultCode.Ok,
        epoch,
        _after + 1,
        _last,
        (int)(_last - _after),
        durableSequence,
        ImmutableCollectionsMarshal.AsImmutableArray(Join()));

    private bool AddPart(long firstSequence, long lastSequence, ReadOnlyMemory<byte> body)
    {
        int start = 0;
        long sequence = firstSequence;
        for (; sequence <= _last; sequence++)
        {
            start += FrameBytes(body.Span[start..]);
        }

        int end = start;
        for (; sequence <= Math.Min(lastSequence, durableSequence); sequence++)
        {
            int frame = FrameBytes(body.Span[end..]);
            if (frame > _maximumBytes - _bytes - (end - start) && (_bytes > 0 || end > start))
            {
                break;
            }

            end += frame;
        }

        Take(body[start..end], sequence - 1);
        return sequence > lastSequence;
    }

    private void Take(ReadOnlyMemory<byte> run, long lastSequence)
    {
        _runs.Add(run);
        _bytes += run.Length;
        _last = lastSequence;
    }

    private byte[] Join()
    {
        var joined = new byte[_bytes];
        int at = 0;
        foreach (ReadOnlyMemory<byte> run in _runs)
        {
            run.Span.CopyTo(joined.AsSpan(at));
            at += run.Length;
        }

        return joined;
    }

    private static int FrameBytes(ReadOnlySpan<byte> frame) =>
        RecordFraming.FramedBytes(BinaryPrimitives.ReadInt32LittleEndian(frame));
}
