namespace OrleansMarkets.Journal.Files;

/// <summary>One request to the writer: an append under an epoch, or (epoch 0) the taking of the next one.</summary>
internal sealed class WriteRequest(FileStreamState stream, long epoch, JournalBatch batch)
{
    public FileStreamState Stream => stream;

    public long Epoch => epoch;

    public JournalBatch Batch => batch;

    public bool TakesEpoch => epoch == 0;

    /// <summary>The entry as written into the group; null if the request needs none.</summary>
    public EntryHeader? Entry { get; set; }

    public JournalWriteStatus Status { get; set; }

    /// <summary>The stream's head once this request and all before it are durable.</summary>
    public JournalHead HeadAfter { get; set; }

    public TaskCompletionSource<WriteOutcome> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
