namespace OrleansMarkets.Journal;

/// <summary>The stream has a later owner: nothing of this batch was written and this owner never writes again.</summary>
public sealed class JournalFencedException : JournalException
{
    /// <summary>Makes the exception for one stream and the epoch that lost it.</summary>
    public JournalFencedException(string streamId, long epoch)
        : base(JournalErrorCodes.Fenced, $"Stream '{streamId}': epoch {epoch} is fenced by a later owner.")
    {
        StreamId = streamId;
        Epoch = epoch;
    }

    /// <summary>The stream.</summary>
    public string StreamId { get; }

    /// <summary>The epoch that lost the stream.</summary>
    public long Epoch { get; }
}
