namespace Orleans.Storage;

/// <summary>A storage write found another version than the one it was based on.</summary>
public class InconsistentStateException : OrleansException
{
    /// <summary>Creates the exception with a standard message.</summary>
    public InconsistentStateException()
        : base("The stored version is not the expected one.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    public InconsistentStateException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Its cause.</param>
    public InconsistentStateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="errorMsg">What happened.</param>
    /// <param name="storedEtag">Version found in the store.</param>
    /// <param name="currentEtag">Version the write was based on.</param>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : base(errorMsg)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    /// <summary>Version found in the store.</summary>
    public string? StoredEtag { get; }

    /// <summary>Version the write was based on.</summary>
    public string? CurrentEtag { get; }
}
