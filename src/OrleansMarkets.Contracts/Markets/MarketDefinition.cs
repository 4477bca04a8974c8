using System.Collections.Immutable;
using Orleans;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Contracts.Markets;

/// <summary>A market: what is fixed for its life, and the present version of its parameters.</summary>
/// <param name="Symbol">Name and grain key.</param>
/// <param name="Kind">Spot or perpetual.</param>
/// <param name="BaseAsset">Base asset.</param>
/// <param name="QuoteAsset">Quote asset.</param>
/// <param name="OracleFeed">Index feed.</param>
/// <param name="PriceUnitE8">Price unit in 1e-8 of the quote asset.</param>
/// <param name="QuantaPerUnitLot">Quote quanta of one unit times one lot.</param>
/// <param name="BaseQuantaPerLot">Base quanta of one lot (spot).</param>
/// <param name="Version">Version of the parameters below.</param>
/// <param name="TickUnits">Tick.</param>
/// <param name="StepLots">Step.</param>
/// <param name="MinimumLots">Smallest order.</param>
/// <param name="MaximumLots">Largest order.</param>
/// <param name="MaximumPositionLots">Largest position.</param>
/// <param name="MaximumPriceUnits">Largest price.</param>
/// <param name="PriceBandPpm">Price band around mark, ppm.</param>
/// <param name="MaximumOpenOrders">Resting orders an account.</param>
/// <param name="MakerFeePpm">Maker fee, ppm.</param>
/// <param name="TakerFeePpm">Taker fee, ppm.</param>
/// <param name="MarginTiers">Margin tiers.</param>
/// <param name="Funding">Funding rules, null for spot.</param>
/// <param name="Liquidation">Liquidation rules, null for spot.</param>
/// <param name="MarkBandPpm">Largest distance of mark from index, ppm.</param>
/// <param name="BasisHalfLifeNs">Half-life of the basis average, nanoseconds.</param>
/// <param name="MaximumIndexAgeNs">Age from which an index is stale, nanoseconds.</param>
/// <param name="Auction">Auctions, batches and delays; null for plain continuous trading.</param>
[GenerateSerializer, Immutable, Alias("om.market-definition")]
public sealed record MarketDefinition(
    string Symbol,
    MarketKind Kind,
    string BaseAsset,
    string QuoteAsset,
    string OracleFeed,
    long PriceUnitE8,
    long QuantaPerUnitLot,
    long BaseQuantaPerLot,
    long Version,
    long TickUnits,
    long StepLots,
    long MinimumLots,
    long MaximumLots,
    long MaximumPositionLots,
    long MaximumPriceUnits,
    long PriceBandPpm,
    int MaximumOpenOrders,
    long MakerFeePpm,
    long TakerFeePpm,
    ImmutableArray<MarginTierDefinition> MarginTiers,
    FundingDefinition? Funding,
    LiquidationDefinition? Liquidation,
    long MarkBandPpm,
    long BasisHalfLifeNs,
    long MaximumIndexAgeNs,
    AuctionDefinition? Auction = null);
