namespace OrleansMarkets.Journal;

/// <summary>The store did nothing and certainly wrote nothing; the same request may be sent again.</summary>
public sealed class JournalUnavailableException : JournalException
{
    /// <summary>Makes an exception with the code <see cref="JournalErrorCodes.Unavailable"/> or a more exact one.</summary>
    public JournalUnavailableException(string message, string code = JournalErrorCodes.Unavailable, Exception? inner = null)
        : base(code, message, inner)
    {
    }
}
