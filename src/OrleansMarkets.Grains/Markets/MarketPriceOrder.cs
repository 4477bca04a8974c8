using OrleansMarkets.Contracts.Markets;

namespace OrleansMarkets.Grains.Markets;

/// <summary>The order of a market's reports: activations by epoch, steps within one by sequence.</summary>
public static class MarketPriceOrder
{
    /// <summary>Whether a report is of a later step than another of the same market.</summary>
    public static bool IsNewerThan(this in MarketPrice price, in MarketPrice other) =>
        price.MarketEpoch != other.MarketEpoch ? price.MarketEpoch > other.MarketEpoch : price.Sequence > other.Sequence;
}
