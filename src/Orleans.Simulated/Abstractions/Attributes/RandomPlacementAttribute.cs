namespace Orleans.Placement;

/// <summary>Places a new activation on a random silo.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RandomPlacementAttribute : PlacementAttribute;
