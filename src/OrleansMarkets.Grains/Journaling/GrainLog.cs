using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Journal;

namespace OrleansMarkets.Grains.Journaling;

/// <summary>
/// The log of one activation: takes the stream's next epoch, replays, then commits in groups. A step appends its record and gets the ticket
/// that everything computed so far waits for; when the log stops (fenced, or an outcome that stays unknown) the activation ends.
/// </summary>
internal sealed class GrainLog
{
    /// <summary>Largest record that a step may write; steps are refused before they begin when so much no longer fits.</summary>
    public const int MaximumStepBytes = 256 * 1024;

    /// <summary>
    /// Bytes of records for each byte of the last snapshot before the next is due: what snapshots write stays a fraction of what the log
    /// writes, however large the state has become.
    /// </summary>
    public const int TailBytesPerSnapshotByte = 4;

    private readonly IJournalStream _stream;
    private readonly GroupCommit _commit;
    private readonly int _snapshotEvery;
    private long _snapshotSequence;
    private long _snapshotBytes;
    private long _tailBytes;
    private bool _savingSnapshot;

    // Kept from one snapshot to the next, none of which begins before the last is saved: growing anew each time is most of the cost.
    private RecordWriter? _snapshot;

    private GrainLog(IJournalStream stream, TimeProvider clock, JournalingOptions options, Action<JournalException> onStopped)
    {
        _stream = stream;
        _snapshotEvery = options.SnapshotEveryRecords;
        _commit = new GroupCommit(stream, clock, options.Commit, onStopped);
    }

    /// <summary>This activation's epoch.</summary>
    public long Epoch => _stream.Epoch;

    /// <summary>The last sequence given, durable or not.</summary>
    public long LastSequence => _commit.LastSequence;

    /// <summary>The time of the last record given, nanoseconds since the Unix epoch.</summary>
    public long LastTimeNs => _commit.LastTimeNs;

    /// <summary>Largest record that this log takes, bytes.</summary>
    public int MaximumRecordBytes => Math.Min(MaximumStepBytes, _stream.Limits.MaxRecordBytes);

    /// <summary>The last sequence known to be durable.</summary>
    public long DurableSequence => _commit.DurableSequence;

    /// <summary>Told of every batch that has become durable; see <see cref="GroupCommit.OnCommitted"/>.</summary>
    public Action<JournalBatch>? OnCommitted
    {
        set => _commit.OnCommitted = value;
    }

    /// <summary>Whether another step may begin; false while too much waits and for ever after the log has stopped.</summary>
    public bool CanAccept => _commit.CanAccept(1, MaximumStepBytes);

    /// <summary>Why nothing can be written any more, or null.</summary>
    public JournalException? Failure => _commit.Failure;

    /// <summary>Opens a stream, which fences its earlier owner, and replays it.</summary>
    /// <param name="store">The journal.</param>
    /// <param name="streamId">The stream.</param>
    /// <param name="target">What is rebuilt.</param>
    /// <param name="clock">Clock of the pauses between attempts.</param>
    /// <param name="options">Limits.</param>
    /// <param name="onStopped">Called once when the log stops.</param>
    /// <param name="cancellationToken">Ends the activation's patience.</param>
    public static async Task<GrainLog> OpenAsync(
        IJournalStore store,
        string streamId,
        IReplayTarget target,
        TimeProvider clock,
        JournalingOptions options,
        Action<JournalException> onStopped,
        CancellationToken cancellationToken)
    {
        IJournalStream stream = await store.OpenAsync(streamId, cancellationToken);
        var log = new GrainLog(stream, clock, options, onStopped);
        log._snapshotSequence = await LogReplay.RunAsync(stream, target, cancellationToken);
        return log;
    }

    /// <summary>Appends a step's record and gives the ticket of its batch.</summary>
    /// <param name="timeNs">Time of the record, after that of the one before.</param>
    /// <param name="record">The record.</param>
    public Task Append(long timeNs, ReadOnlySpan<byte> record)
    {
        Stage(timeNs, record);
        return _commit.Barrier();
    }

    /// <summary>Appends one of several records of a turn, which then takes one ticket for all of them with <see cref="Barrier"/>.</summary>
    /// <param name="timeNs">Time of the record, after that of the one before.</param>
    /// <param name="record">The record.</param>
    public void Stage(long timeNs, ReadOnlySpan<byte> record)
    {
        _commit.Append(timeNs, record);
        _tailBytes += record.Length;
    }

    /// <summary>The ticket for what is said without a record: an append of this epoch that begins after this call has succeeded.</summary>
    public Task Barrier() => _commit.Barrier();

    /// <summary>Waits until everything appended is durable and refuses more: the graceful end.</summary>
    public Task CloseAsync() => _commit.Failure is null ? _commit.CloseAsync() : Task.CompletedTask;

    /// <summary>Whether enough records have passed since the last snapshot, in number and in bytes.</summary>
    public bool IsSnapshotDue => _snapshotEvery > 0
        && !_savingSnapshot
        && LastSequence - _snapshotSequence >= _snapshotEvery
        && _tailBytes >= TailBytesPerSnapshotByte * _snapshotBytes;

    /// <summary>Saves a snapshot: the state is encoded now and saved once it is durable.</summary>
    /// <param name="encode">Encodes the state after <see cref="LastSequence"/>.</param>
    public void Snapshot(Action<RecordWriter> encode)
    {
        _savingSnapshot = true;
        RecordWriter writer = _snapshot ??= new RecordWriter();
        writer.Clear();
        encode(writer);
        _tailBytes = 0;
        _snapshotBytes = writer.Length;
        _ = SaveSnapshotAsync(LastSequence, writer, _commit.Barrier());
    }

    private async Task SaveSnapshotAsync(long sequence, RecordWriter state, Task durable)
    {
        try
        {
            await durable;
            if (await _stream.SaveSnapshotAsync(sequence, state.WrittenMemory, CancellationToken.None) == JournalWriteStatus.Committed)
            {
                _snapshotSequence = sequence;
            }
        }
        catch (JournalException)
        {
            // A snapshot only shortens the next replay: the log is whole without it, and the next due one tries again.
        }
        finally
        {
            _savingSnapshot = false;
        }
    }
}
