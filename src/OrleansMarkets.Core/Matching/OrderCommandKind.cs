namespace OrleansMarkets.Core.Matching;

/// <summary>What an <see cref="OrderCommand"/> asks for.</summary>
public enum OrderCommandKind : byte
{
    /// <summary>A new order enters.</summary>
    New = 1,

    /// <summary>A resting order goes.</summary>
    Cancel = 2,

    /// <summary>
    /// A resting order goes and a new good-till-cancelled one enters under another id; nothing happens if the first does not rest.
    /// </summary>
    Replace = 3,

    /// <summary>
    /// A resting order that has more keeps so many lots and its place; nothing happens if it does not rest or has no more. Not in files.
    /// </summary>
    Reduce = 4,
}
