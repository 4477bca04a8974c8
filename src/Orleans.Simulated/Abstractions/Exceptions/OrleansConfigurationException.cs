namespace Orleans.Runtime;

/// <summary>The runtime is configured wrongly.</summary>
public class OrleansConfigurationException : Exception
{
    /// <summary>Creates the exception with a standard message.</summary>
    public OrleansConfigurationException()
        : base("The runtime is configured wrongly.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    public OrleansConfigurationException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Its cause.</param>
    public OrleansConfigurationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
