namespace Orleans;

/// <summary>Excludes a grain from idle collection.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KeepAliveAttribute : Attribute;
