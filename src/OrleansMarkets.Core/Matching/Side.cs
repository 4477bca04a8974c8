namespace OrleansMarkets.Core.Matching;

/// <summary>The side of an order.</summary>
public enum Side : byte
{
    /// <summary>Bid.</summary>
    Buy = 1,

    /// <summary>Ask.</summary>
    Sell = 2,
}
