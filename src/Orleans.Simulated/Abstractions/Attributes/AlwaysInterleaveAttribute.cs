namespace Orleans.Concurrency;

/// <summary>Lets the method interleave with every request.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
