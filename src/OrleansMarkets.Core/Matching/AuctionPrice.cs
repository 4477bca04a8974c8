namespace OrleansMarkets.Core.Matching;

/// <summary>The equilibrium of a call auction.</summary>
/// <param name="PriceUnits">The one price of all its trades, price units; 0 without a trade.</param>
/// <param name="BuyLots">Lots that would buy at that price.</param>
/// <param name="SellLots">Lots that would sell at that price.</param>
public readonly record struct AuctionPrice(long PriceUnits, long BuyLots, long SellLots)
{
    /// <summary>Lots that trade; 0 if no two orders meet.</summary>
    public long VolumeLots => Math.Min(BuyLots, SellLots);

    /// <summary>Lots that are left over at the price: positive to buy, negative to sell.</summary>
    public long SurplusLots => BuyLots - SellLots;
}
