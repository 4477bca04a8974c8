namespace Orleans.Concurrency;

/// <summary>Lets requests of one activation interleave at every await.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;
