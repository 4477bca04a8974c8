namespace Orleans.Runtime;

/// <summary>The identity of one activation of a grain.</summary>
public readonly struct ActivationId : IEquatable<ActivationId>
{
    private readonly long _number;

    internal ActivationId(long number) => _number = number;

    /// <inheritdoc/>
    public bool Equals(ActivationId other) => _number == other._number;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ActivationId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _number.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"@{_number:x}";
}
