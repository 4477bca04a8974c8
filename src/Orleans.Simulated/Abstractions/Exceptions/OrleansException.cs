namespace Orleans.Runtime;

/// <summary>A grain runtime operation failed.</summary>
public class OrleansException : Exception
{
    /// <summary>Creates the exception with a standard message.</summary>
    public OrleansException()
        : base("A grain runtime operation failed.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    public OrleansException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Its cause.</param>
    public OrleansException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
