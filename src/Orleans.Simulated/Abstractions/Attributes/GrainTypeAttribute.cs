namespace Orleans;

/// <summary>Gives a grain class its type name in grain identities.</summary>
/// <param name="grainType">The type name.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GrainTypeAttribute(string grainType) : Attribute
{
    internal string Name { get; } = grainType;
}
