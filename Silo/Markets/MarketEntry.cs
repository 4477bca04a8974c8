namespace OrleansMarkets.Silo.Markets;

/// <summary>
/// One market. Symbol, kind, assets, feed, price unit and lot are fixed for its life; the rest may change with a restart.
/// </summary>
/// <param name="Symbol">Name and grain key.</param>
/// <param name="Kind"><c>spot</c> or <c>linearPerpetual</c>.</param>
/// <param name="BaseAsset">What is traded.</param>
/// <param name="Feed">Oracle feed of its index.</param>
/// <param name="PriceUnit">The finest price that it can ever have.</param>
/// <param name="Lot">The finest quantity that it can ever have, in the base asset.</param>
/// <param name="Tick">Prices are multiples of this.</param>
/// <param name="Step">Quantities are multiples of this.</param>
/// <param name="MinimumQuantity">Smallest order.</param>
/// <param name="MaximumQuantity">Largest order.</param>
/// <param name="MaximumPosition">Largest position, open orders of its side included.</param>
/// <param name="MaximumPrice">Largest price.</param>
/// <param name="PriceBandPercent">Furthest distance of an order's price from mark; the bound of market orders.</param>
/// <param name="MaximumOpenOrders">Resting orders of one account.</param>
/// <param name="MakerFeePercent">Fee of the maker; negative is a rebate.</param>
/// <param name="TakerFeePercent">Fee of the taker.</param>
/// <param name="MarginTiers">Margin tiers of a perpetual.</param>
/// <param name="Funding">Funding rules of a perpetual.</param>
/// <param name="Liquidation">Liquidation rules of a perpetual.</param>
/// <param name="MarkBandPercent">Furthest distance of mark from index.</param>
/// <param name="BasisHalfLifeSeconds">Half-life of the average basis.</param>
/// <param name="MaximumIndexAgeSeconds">Age from which an index is stale.</param>
/// <param name="Auction">Auctions, batches and delays; nothing for plain continuous trading.</param>
public sealed record MarketEntry(
    string Symbol,
    string Kind,
    string BaseAsset,
    string Feed,
    string PriceUnit,
    string Lot,
    string Tick,
    string Step,
    string MinimumQuantity,
    string MaximumQuantity,
    string MaximumPosition,
    string MaximumPrice,
    string PriceBandPercent,
    int MaximumOpenOrders,
    string MakerFeePercent,
    string TakerFeePercent,
    string MarkBandPercent,
    int BasisHalfLifeSeconds,
    int MaximumIndexAgeSeconds,
    IReadOnlyList<TierEntry>? MarginTiers = null,
    FundingEntry? Funding = null,
    LiquidationEntry? Liquidation = null,
    AuctionEntry? Auction = null);
