namespace Orleans.Serialization;

/// <summary>A value cannot be serialized.</summary>
public class SerializerException : Exception
{
    /// <summary>Creates the exception with a standard message.</summary>
    public SerializerException()
        : base("A value cannot be serialized.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    public SerializerException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Its cause.</param>
    public SerializerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
