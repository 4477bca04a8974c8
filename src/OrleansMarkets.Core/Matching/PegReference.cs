namespace OrleansMarkets.Core.Matching;

/// <summary>The price that a pegged order follows.</summary>
public enum PegReference : byte
{
    /// <summary>None: the order has a price of its own.</summary>
    None = 0,

    /// <summary>The middle of best bid and best ask.</summary>
    Mid = 1,

    /// <summary>The best price of its own side.</summary>
    Best = 2,

    /// <summary>The mark.</summary>
    Mark = 3,
}
