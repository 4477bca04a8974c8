namespace Orleans.Runtime;

/// <summary>The name of a grain interface.</summary>
/// <param name="value">The name.</param>
public readonly struct GrainInterfaceType(IdSpan value) : IEquatable<GrainInterfaceType>
{
    /// <summary>The name.</summary>
    public IdSpan Value { get; } = value;

    /// <summary>Creates an interface type from its name.</summary>
    /// <param name="value">The name.</param>
    /// <returns>The interface type.</returns>
    public static GrainInterfaceType Create(string value) => new(IdSpan.Create(value));

    /// <inheritdoc/>
    public bool Equals(GrainInterfaceType other) => Value.Equals(other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainInterfaceType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
