namespace OrleansMarkets.Core.Matching;

/// <summary>One order of a call auction.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Type">Limit, or market for any price.</param>
/// <param name="PriceUnits">Limit price; of no meaning for a market order.</param>
/// <param name="Lots">Quantity, positive.</param>
public readonly record struct AuctionOrder(long OrderId, Side Side, OrderType Type, long PriceUnits, long Lots)
{
    /// <summary>Whether it trades at a price.</summary>
    public bool Accepts(long priceUnits) =>
        Type == OrderType.Market || (Side == Side.Buy ? PriceUnits >= priceUnits : PriceUnits <= priceUnits);
}
