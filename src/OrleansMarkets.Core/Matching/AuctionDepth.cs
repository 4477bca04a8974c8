namespace OrleansMarkets.Core.Matching;

/// <summary>The orders of a call auction by price; the two sides may overlap.</summary>
public readonly ref struct AuctionDepth
{
    /// <summary>Buy limits, highest price first, each price once.</summary>
    public ReadOnlySpan<DepthLevel> Bids { get; init; }

    /// <summary>Sell limits, lowest price first, each price once.</summary>
    public ReadOnlySpan<DepthLevel> Asks { get; init; }

    /// <summary>Lots to buy at any price.</summary>
    public long MarketBuyLots { get; init; }

    /// <summary>Lots to sell at any price.</summary>
    public long MarketSellLots { get; init; }
}
