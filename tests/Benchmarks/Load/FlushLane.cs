using OrleansMarkets.Journal;

namespace OrleansMarkets.Benchmarks.Load;

/// <summary>Appends of one record each, made durable one by one, to a stream of its own in the same journal.</summary>
/// <param name="stream">The stream.</param>
/// <param name="recordBytes">Size of a record.</param>
internal sealed class FlushLane(IJournalStream stream, int recordBytes) : ILane
{
    private readonly byte[] _record = new byte[recordBytes];
    private readonly BatchBuffer _buffer = new(stream.Limits, stream.Head.Sequence, stream.Head.TimeNs);

    /// <inheritdoc/>
    public async Task Step()
    {
        _buffer.Reset(stream.Head.Sequence, stream.Head.TimeNs);
        _buffer.Append(stream.Head.TimeNs + 1, _record);
        JournalWriteStatus status = await stream.AppendAsync(_buffer.Batch, CancellationToken.None);
        if (status != JournalWriteStatus.Committed)
        {
            throw new InvalidOperationException($"An append was {status}.");
        }
    }
}
