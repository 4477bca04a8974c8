namespace Orleans;

/// <summary>Gives a serialized member its number, unique within the declaring type.</summary>
/// <param name="id">Member number; never reused or renumbered.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Class | AttributeTargets.Struct
    | AttributeTargets.Method)]
public sealed class IdAttribute(uint id) : Attribute
{
    /// <summary>Member number.</summary>
    public uint Id { get; } = id;
}
