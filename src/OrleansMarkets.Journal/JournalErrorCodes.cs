namespace OrleansMarkets.Journal;

/// <summary>The stable codes of everything the journal refuses or reports; docs/journal.md says what to do on each.</summary>
public static class JournalErrorCodes
{
    /// <summary>The stream has a later owner (or its head moved): this owner may not write any more.</summary>
    public const string Fenced = "journal.fenced";

    /// <summary>Whether an append was committed is not known; the store has to be asked for its head.</summary>
    public const string OutcomeUnknown = "journal.outcome_unknown";

    /// <summary>The store could not be reached or refused for now; nothing was written.</summary>
    public const string Unavailable = "journal.unavailable";

    /// <summary>The disk has no room for the next segment or snapshot; nothing was written.</summary>
    public const string DiskFull = "journal.disk_full";

    /// <summary>Too many requests wait for the store's writer; nothing was written.</summary>
    public const string QueueFull = "journal.queue_full";

    /// <summary>The store was closed, or died after a failed flush.</summary>
    public const string Closed = "journal.closed";

    /// <summary>Stored bytes are damaged below the durable offset.</summary>
    public const string Corrupt = "journal.corrupt";

    /// <summary>Another process, or another store of this one, holds the data directory.</summary>
    public const string DirectoryLocked = "journal.directory_locked";

    /// <summary>A new journal was to be written into a directory that already has one.</summary>
    public const string DirectoryNotEmpty = "journal.directory_not_empty";

    /// <summary>The data directory was made with another segment size or format version.</summary>
    public const string FormatMismatch = "journal.format_mismatch";

    /// <summary>A read-only opening named a stream or directory that does not exist.</summary>
    public const string NotFound = "journal.not_found";

    /// <summary>A record's payload is larger than the limit.</summary>
    public const string RecordTooLarge = "journal.record_too_large";

    /// <summary>A batch's bytes are more than the limit.</summary>
    public const string BatchTooLarge = "journal.batch_too_large";

    /// <summary>A batch has more records than the limit.</summary>
    public const string BatchTooManyRecords = "journal.batch_too_many_records";

    /// <summary>More bytes or records wait for the store than the limit; nothing was changed.</summary>
    public const string WaitingFull = "journal.waiting_full";

    /// <summary>The store has as many streams as it may have.</summary>
    public const string TooManyStreams = "journal.too_many_streams";

    /// <summary>A stream id is empty, too long, or has a character outside the allowed set.</summary>
    public const string InvalidStreamId = "journal.invalid_stream_id";

    /// <summary>A record's time is not after the time of the record before it.</summary>
    public const string TimeNotAfterHead = "journal.time_not_after_head";

    /// <summary>A snapshot claims a sequence that the durable log does not have yet.</summary>
    public const string SnapshotAheadOfLog = "journal.snapshot_ahead_of_log";

    /// <summary>A snapshot is older than the newest one kept.</summary>
    public const string SnapshotNotNewer = "journal.snapshot_not_newer";

    /// <summary>A snapshot is larger than the limit.</summary>
    public const string SnapshotTooLarge = "journal.snapshot_too_large";
}
