namespace OrleansMarkets.Journal;

/// <summary>An append may or may not have been committed. The caller asks for the head; it never repairs in place.</summary>
public sealed class JournalOutcomeUnknownException : JournalException
{
    /// <summary>Makes the exception for one stream.</summary>
    public JournalOutcomeUnknownException(string streamId, string message, Exception? inner = null)
        : base(JournalErrorCodes.OutcomeUnknown, $"Stream '{streamId}': {message}", inner)
    {
        StreamId = streamId;
    }

    /// <summary>The stream.</summary>
    public string StreamId { get; }
}
