namespace Orleans.Serialization;

/// <summary>A type has no serializer.</summary>
public sealed class CodecNotFoundException : SerializerException
{
    /// <summary>Creates the exception with a standard message.</summary>
    public CodecNotFoundException()
        : base("A type has no serializer.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    public CodecNotFoundException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Its cause.</param>
    public CodecNotFoundException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
