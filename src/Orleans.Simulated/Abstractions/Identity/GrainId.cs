namespace Orleans.Runtime;

/// <summary>The identity of a grain: its type and its key.</summary>
/// <param name="type">Grain type.</param>
/// <param name="key">Key within the type.</param>
public readonly struct GrainId(GrainType type, IdSpan key) : IEquatable<GrainId>, IComparable<GrainId>
{
    /// <summary>Grain type.</summary>
    public GrainType Type { get; } = type;

    /// <summary>Key within the type.</summary>
    public IdSpan Key { get; } = key;

    /// <summary>Whether the value was never set.</summary>
    public bool IsDefault => Type.IsDefault && Key.IsDefault;

    /// <summary>Creates an identity.</summary>
    /// <param name="type">Grain type.</param>
    /// <param name="key">Key within the type.</param>
    /// <returns>The identity.</returns>
    public static GrainId Create(string type, string key) => new(GrainType.Create(type), IdSpan.Create(key));

    /// <summary>Creates an identity.</summary>
    /// <param name="type">Grain type.</param>
    /// <param name="key">Key within the type.</param>
    /// <returns>The identity.</returns>
    public static GrainId Create(GrainType type, string key) => new(type, IdSpan.Create(key));

    /// <summary>Creates an identity.</summary>
    /// <param name="type">Grain type.</param>
    /// <param name="key">Key within the type.</param>
    /// <returns>The identity.</returns>
    public static GrainId Create(GrainType type, IdSpan key) => new(type, key);

    /// <summary>Parses the text form <c>type/key</c>.</summary>
    /// <param name="value">The text.</param>
    /// <returns>The identity.</returns>
    /// <exception cref="FormatException">The text has no slash.</exception>
    public static GrainId Parse(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 ? Create(value[..slash], value[(slash + 1)..]) : throw new FormatException($"'{value}' is no grain identity.");
    }

    /// <summary>Compares two identities.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they are the same.</returns>
    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    /// <summary>Compares two identities.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(GrainId other) => Key.Equals(other.Key) && Type.Equals(other.Type);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type.GetHashCode(), Key.GetHashCode());

    /// <summary>A hash that is the same in every process.</summary>
    /// <returns>The hash.</returns>
    public uint GetUniformHashCode() => (Type.GetUniformHashCode() * 31) + Key.GetUniformHashCode();

    /// <inheritdoc/>
    public int CompareTo(GrainId other)
    {
        var order = Type.CompareTo(other.Type);
        return order != 0 ? order : Key.CompareTo(other.Key);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Type}/{Key}";
}
