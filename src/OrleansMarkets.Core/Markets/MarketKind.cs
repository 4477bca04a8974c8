namespace OrleansMarkets.Core.Markets;

/// <summary>What a market trades.</summary>
public enum MarketKind : byte
{
    /// <summary>Base asset against quote asset, delivered at once: rows carry both.</summary>
    Spot = 1,

    /// <summary>Perpetual future, margined and settled in the quote asset, held to the index by funding.</summary>
    LinearPerpetual = 2,
}
