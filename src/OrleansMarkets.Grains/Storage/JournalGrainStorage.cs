using System.Collections.Concurrent;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Journal;

namespace OrleansMarkets.Grains.Storage;

/// <summary>
/// Grain storage over the journal: a stream per state, a record per version, each whole by itself, so a read is that of the last record. A
/// write is one guarded append: it holds if nobody wrote since the state was read, else it is refused as inconsistent.
/// </summary>
/// <param name="store">The journal.</param>
/// <param name="clock">Clock of the records' times.</param>
public sealed class JournalGrainStorage(IJournalStore store, TimeProvider clock) : IGrainStorage
{
    /// <summary>
    /// Streams kept open for the next write; beyond them a write opens its stream again, which costs one more durable write.
    /// </summary>
    public const int MaximumOpenStreams = 4_096;

    // Whoever writes takes the stream out, so two activations of one grain never share it.
    private readonly ConcurrentDictionary<string, IJournalStream> _open = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        string streamId = StreamOf(stateName, grainId);
        JournalStoredBatch? last = await ReadLastAsync(streamId);
        T? state = default;
        grainState.RecordExists = last is not null && TryReadLast(last, out state);
        grainState.State = state ?? Activator.CreateInstance<T>();
        grainState.ETag = last is null ? null : new StateETag(last.Epoch, last.LastSequence).ToString();
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.ETag = await AppendAsync(StreamOf(stateName, grainId), grainState.ETag, StateRecord.Write(grainState.State));
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.ETag = await AppendAsync(StreamOf(stateName, grainId), grainState.ETag, StateRecord.Clear());
        grainState.RecordExists = false;
        grainState.State = Activator.CreateInstance<T>();
    }

    private static string StreamOf(string stateName, GrainId grainId) =>
        StreamKeys.OfState(stateName, grainId.Type.ToString()!, grainId.Key.ToString()!);

    private static bool TryReadLast<T>(JournalStoredBatch batch, out T? state)
    {
        state = default;
        bool exists = false;
        foreach (JournalRecord record in batch.Records)
        {
            if (record.Sequence == batch.LastSequence)
            {
                exists = StateRecord.TryRead(record.Payload, out state);
            }
        }

        return exists;
    }

    private async Task<JournalStoredBatch?> ReadLastAsync(string streamId)
    {
        try
        {
            IJournalReader reader = await store.OpenReadOnlyAsync(streamId, CancellationToken.None);
            JournalHead head = await reader.QueryHeadAsync(CancellationToken.None);
            if (head.Sequence == 0)
            {
                return null;
            }

            IReadOnlyList<JournalStoredBatch> batches = await reader.ReadAsync(head.Sequence - 1, CancellationToken.None);
            return batches[^1];
        }
        catch (JournalException fault) when (fault.Code == JournalErrorCodes.NotFound)
        {
            return null;
        }
    }

    private async Task<string> AppendAsync(string streamId, string? etag, byte[] record)
    {
        StateETag expected = StateETag.Parse(etag);
        if (_open.TryRemove(streamId, out IJournalStream? kept) && kept.Head.Sequence == expected.Sequence
            && await TryAppendAsync(kept, record) is { } known)
        {
            return known;
        }

        // The stream was not open, or another silo has had it since: it is taken again, and the tag decides.
        IJournalStream stream = await store.OpenAsync(streamId, CancellationToken.None);
        if (stream.Head.Sequence == expected.Sequence && await TryAppendAsync(stream, record) is { } written)
        {
            return written;
        }

        throw new InconsistentStateException(
            $"State {streamId} was written by another activation.",
            new StateETag(stream.Epoch, stream.Head.Sequence).ToString(),
            etag ?? string.Empty);
    }

    private async Task<string?> TryAppendAsync(IJournalStream stream, byte[] record)
    {
        JournalHead head = stream.Head;
        BatchBuffer buffer = new(store.Limits, head.Sequence, head.TimeNs);
        long sequence = buffer.Append(Math.Max(clock.NowNs(), head.TimeNs + 1), record);
        if (!await CommitAsync(stream, buffer.Batch, head))
        {
            return null;
        }

        if (_open.Count < MaximumOpenStreams)
        {
            _open[stream.StreamId] = stream;
        }

        return new StateETag(stream.Epoch, sequence).ToString();
    }

    // An append of unknown outcome is looked up once; if that fails too, the caller's activation ends and its successor reads what is true.
    private static async Task<bool> CommitAsync(IJournalStream stream, JournalBatch batch, JournalHead before)
    {
        try
        {
            return await stream.AppendAsync(batch, CancellationToken.None) == JournalWriteStatus.Committed;
        }
        catch (JournalOutcomeUnknownException)
        {
            JournalHead head = await stream.QueryHeadAsync(CancellationToken.None);
            if (head.BatchHash == batch.HashAfter(before.BatchHash, stream.Epoch))
            {
                return true;
            }

            if (head.Epoch == stream.Epoch)
            {
                throw;
            }

            return false;
        }
    }
}
