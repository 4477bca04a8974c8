namespace Orleans;

/// <summary>Why an activation ends.</summary>
public readonly struct DeactivationReason
{
    /// <summary>Creates a reason.</summary>
    /// <param name="code">Kind of reason.</param>
    /// <param name="text">In words.</param>
    public DeactivationReason(DeactivationReasonCode code, string text)
        : this(code, null, text)
    {
    }

    /// <summary>Creates a reason.</summary>
    /// <param name="code">Kind of reason.</param>
    /// <param name="exception">What went wrong, if anything.</param>
    /// <param name="text">In words.</param>
    public DeactivationReason(DeactivationReasonCode code, Exception? exception, string text)
    {
        ReasonCode = code;
        Exception = exception;
        Description = text;
    }

    /// <summary>Kind of reason.</summary>
    public DeactivationReasonCode ReasonCode { get; }

    /// <summary>In words.</summary>
    public string Description { get; }

    /// <summary>What went wrong, if anything.</summary>
    public Exception? Exception { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{ReasonCode}: {Description}";
}
