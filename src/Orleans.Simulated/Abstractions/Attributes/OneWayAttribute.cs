namespace Orleans.Concurrency;

/// <summary>The caller gets neither completion nor error.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;
