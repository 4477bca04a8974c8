namespace OrleansMarkets.Client;

/// <summary>The price that a pegged order follows.</summary>
public enum PegReference
{
    /// <summary>The middle of best bid and best ask.</summary>
    Mid,

    /// <summary>The best price of its own side.</summary>
    Best,

    /// <summary>The mark price.</summary>
    Mark,
}
