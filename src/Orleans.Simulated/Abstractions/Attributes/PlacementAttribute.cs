namespace Orleans.Placement;

/// <summary>Base of the attributes that choose the silo of a new activation.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class PlacementAttribute : Attribute;
