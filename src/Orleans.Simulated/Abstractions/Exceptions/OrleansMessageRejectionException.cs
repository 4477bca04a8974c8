namespace Orleans.Runtime;

/// <summary>A message was rejected by the runtime.</summary>
public class OrleansMessageRejectionException : OrleansException
{
    /// <summary>Creates the exception with a standard message.</summary>
    public OrleansMessageRejectionException()
        : base("A message was rejected by the runtime.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    public OrleansMessageRejectionException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Its cause.</param>
    public OrleansMessageRejectionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
