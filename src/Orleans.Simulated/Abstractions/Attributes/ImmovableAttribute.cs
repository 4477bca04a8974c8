namespace Orleans.Placement;

/// <summary>Excludes a grain from automatic moves. The simulated runtime moves nothing and ignores it.</summary>
/// <param name="kind">Excluded kinds of move.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ImmovableAttribute(ImmovableKind kind = ImmovableKind.Any) : Attribute
{
    /// <summary>Excluded kinds of move.</summary>
    public ImmovableKind Kind { get; } = kind;
}
