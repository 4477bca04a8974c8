namespace Orleans.Runtime;

/// <summary>The gateway refused the request under load.</summary>
public sealed class GatewayTooBusyException : OrleansException
{
    /// <summary>Creates the exception with a standard message.</summary>
    public GatewayTooBusyException()
        : base("The gateway refused the request under load.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    public GatewayTooBusyException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Its cause.</param>
    public GatewayTooBusyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
