namespace Orleans;

/// <summary>Marks a type that crosses grain calls or goes to grain storage.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute;
