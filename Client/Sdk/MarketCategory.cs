namespace OrleansMarkets.Client;

/// <summary>What a market trades.</summary>
public enum MarketCategory
{
    /// <summary>A perpetual future, margined and settled in its quote asset.</summary>
    Linear,

    /// <summary>The base asset itself against the quote asset.</summary>
    Spot,
}
