namespace OrleansMarkets.Journal;

/// <summary>What the journal refuses or reports, with a stable code for machines and a message for people.</summary>
public class JournalException : Exception
{
    /// <summary>Makes an exception with a code of <see cref="JournalErrorCodes"/>.</summary>
    public JournalException(string code, string message, Exception? inner = null)
        : base(message, inner)
    {
        Code = code;
    }

    /// <summary>A stable code of <see cref="JournalErrorCodes"/>.</summary>
    public string Code { get; }
}
