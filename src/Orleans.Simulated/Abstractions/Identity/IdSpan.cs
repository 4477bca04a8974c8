namespace Orleans.Runtime;

/// <summary>One part of a grain identity: a type name or a key.</summary>
public readonly struct IdSpan : IEquatable<IdSpan>, IComparable<IdSpan>
{
    private readonly string? _value;

    private IdSpan(string value) => _value = value;

    /// <summary>Whether the value was never set.</summary>
    public bool IsDefault => _value is null;

    /// <summary>Creates the part from its text.</summary>
    /// <param name="id">The text.</param>
    /// <returns>The part.</returns>
    public static IdSpan Create(string id) => new(id ?? throw new ArgumentNullException(nameof(id)));

    /// <summary>Compares two parts.</summary>
    /// <param name="left">One part.</param>
    /// <param name="right">The other part.</param>
    /// <returns>Whether they are the same.</returns>
    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    /// <summary>Compares two parts.</summary>
    /// <param name="left">One part.</param>
    /// <param name="right">The other part.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(IdSpan other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is IdSpan other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : string.GetHashCode(_value, StringComparison.Ordinal);

    /// <summary>A hash that is the same in every process.</summary>
    /// <returns>The hash.</returns>
    public uint GetUniformHashCode() => (uint)StableHash.Of(ToString());

    /// <inheritdoc/>
    public int CompareTo(IdSpan other) => string.CompareOrdinal(_value, other._value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? string.Empty;
}
