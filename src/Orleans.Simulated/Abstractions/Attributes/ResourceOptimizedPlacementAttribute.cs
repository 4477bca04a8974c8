namespace Orleans.Placement;

/// <summary>Places a new activation where resources are free; the simulated runtime has no load and draws a silo.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ResourceOptimizedPlacementAttribute : PlacementAttribute;
