namespace OrleansMarkets.MarketData.Books;

/// <summary>What happened to a resting order. One without lots left is gone, whatever the kind.</summary>
public enum OrderChangeKind : byte
{
    /// <summary>It entered the book, behind all orders of its price.</summary>
    Added,

    /// <summary>Lots of it traded.</summary>
    Filled,

    /// <summary>Lots of it were withdrawn; it keeps its place.</summary>
    Reduced,

    /// <summary>It has another price, or another place at its price.</summary>
    Amended,

    /// <summary>It was withdrawn.</summary>
    Removed,
}
