namespace Orleans;

/// <summary>Promises that a value never changes after it was sent, so calls need no copy of it.</summary>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class | AttributeTargets.Property | AttributeTargets.Field
    | AttributeTargets.Parameter)]
public sealed class ImmutableAttribute : Attribute;
