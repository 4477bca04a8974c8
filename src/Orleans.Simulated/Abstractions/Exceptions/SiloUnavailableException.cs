namespace Orleans.Runtime;

/// <summary>The silo that had the request is gone; whether the request ran is unknown.</summary>
public sealed class SiloUnavailableException : OrleansMessageRejectionException
{
    /// <summary>Creates the exception with a standard message.</summary>
    public SiloUnavailableException()
        : base("The silo that had the request is gone; whether the request ran is unknown.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    public SiloUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Its cause.</param>
    public SiloUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
