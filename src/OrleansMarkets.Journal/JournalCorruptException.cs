namespace OrleansMarkets.Journal;

/// <summary>Stored bytes are damaged where they had been durable. Nothing was changed; the place is exact.</summary>
public sealed class JournalCorruptException : JournalException
{
    /// <summary>Makes the exception for one place.</summary>
    public JournalCorruptException(JournalPlace place, string reason)
        : base(JournalErrorCodes.Corrupt, $"{reason} at {place}.")
    {
        Place = place;
        Reason = reason;
    }

    /// <summary>Where the damage is.</summary>
    public JournalPlace Place { get; }

    /// <summary>What is wrong there.</summary>
    public string Reason { get; }
}
