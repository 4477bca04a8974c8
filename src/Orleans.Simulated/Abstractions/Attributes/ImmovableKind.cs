namespace Orleans.Placement;

/// <summary>The kinds of automatic move that <see cref="ImmovableAttribute"/> excludes.</summary>
[Flags]
public enum ImmovableKind : byte
{
    /// <summary>Moves by the repartitioner.</summary>
    Repartitioner = 1,

    /// <summary>Moves by the rebalancer.</summary>
    Rebalancer = 2,

    /// <summary>Every automatic move.</summary>
    Any = Repartitioner | Rebalancer,
}
