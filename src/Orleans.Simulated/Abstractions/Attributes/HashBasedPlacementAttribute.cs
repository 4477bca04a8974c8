namespace Orleans.Placement;

/// <summary>Places a new activation by a hash of its identity.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class HashBasedPlacementAttribute : PlacementAttribute;
