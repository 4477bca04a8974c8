namespace Orleans.Placement;

/// <summary>Places a new activation on the silo of its first caller.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PreferLocalPlacementAttribute : PlacementAttribute;
