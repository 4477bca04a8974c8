namespace Orleans.Runtime;

/// <summary>The client that a message was for is gone.</summary>
public sealed class ClientNotAvailableException : OrleansException
{
    /// <summary>Creates the exception with a standard message.</summary>
    public ClientNotAvailableException()
        : base("The client that a message was for is gone.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    public ClientNotAvailableException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Its cause.</param>
    public ClientNotAvailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
