namespace Orleans.Runtime;

/// <summary>A limit on queued requests was exceeded.</summary>
public sealed class LimitExceededException : OrleansException
{
    /// <summary>Creates the exception with a standard message.</summary>
    public LimitExceededException()
        : base("A limit on queued requests was exceeded.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    public LimitExceededException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Its cause.</param>
    public LimitExceededException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
