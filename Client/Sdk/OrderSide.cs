namespace OrleansMarkets.Client;

/// <summary>The side of an order or of the taker of a trade.</summary>
public enum OrderSide
{
    /// <summary>Buys the base asset.</summary>
    Buy,

    /// <summary>Sells the base asset.</summary>
    Sell,
}
