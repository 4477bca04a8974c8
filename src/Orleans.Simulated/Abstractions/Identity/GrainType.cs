namespace Orleans.Runtime;

/// <summary>The type part of a grain identity.</summary>
/// <param name="id">Name of the grain type.</param>
public readonly struct GrainType(IdSpan id) : IEquatable<GrainType>, IComparable<GrainType>
{
    /// <summary>Name of the grain type.</summary>
    public IdSpan Value { get; } = id;

    /// <summary>Whether the value was never set.</summary>
    public bool IsDefault => Value.IsDefault;

    /// <summary>Creates a grain type from its name.</summary>
    /// <param name="value">The name.</param>
    /// <returns>The grain type.</returns>
    public static GrainType Create(string value) => new(IdSpan.Create(value));

    /// <summary>Compares two grain types.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they are the same.</returns>
    public static bool operator ==(GrainType left, GrainType right) => left.Equals(right);

    /// <summary>Compares two grain types.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(GrainType left, GrainType right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(GrainType other) => Value.Equals(other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>A hash that is the same in every process.</summary>
    /// <returns>The hash.</returns>
    public uint GetUniformHashCode() => Value.GetUniformHashCode();

    /// <inheritdoc/>
    public int CompareTo(GrainType other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
