namespace OrleansMarkets.Journal;

/// <summary>A named limit or rule of the journal was broken by the caller; nothing was changed.</summary>
public sealed class JournalLimitException : JournalException
{
    /// <summary>Makes an exception with a code of <see cref="JournalErrorCodes"/>.</summary>
    public JournalLimitException(string code, string message)
        : base(code, message)
    {
    }
}
