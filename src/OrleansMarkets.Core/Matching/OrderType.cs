namespace OrleansMarkets.Core.Matching;

/// <summary>How an order is priced.</summary>
public enum OrderType : byte
{
    /// <summary>At its limit price or better.</summary>
    Limit = 1,

    /// <summary>At any price inside the market's price band around the mark; what does not fill at once is cancelled.</summary>
    Market = 2,
}
