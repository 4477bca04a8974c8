using System.Collections.Immutable;

namespace OrleansMarkets.Core.Markets;

/// <summary>The admission, fee and risk rules of a market. A change is a command with a sequence and raises the version.</summary>
/// <param name="Version">Grows by one with each change; every order names the version that it was checked against.</param>
/// <param name="TickUnits">Prices are multiples of this many price units.</param>
/// <param name="StepLots">Quantities are multiples of this many lots.</param>
/// <param name="MinimumLots">Smallest order quantity.</param>
/// <param name="MaximumLots">Largest order quantity.</param>
/// <param name="MaximumPositionLots">Largest absolute position, open orders of its side included.</param>
/// <param name="MaximumPriceUnits">Largest price of an order or a mark.</param>
/// <param name="PriceBandPpm">Largest distance of an order's price from the mark, ppm; also the bound of market orders.</param>
/// <param name="MaximumOpenOrders">Largest number of resting orders of one account.</param>
/// <param name="MakerFeePpm">Fee of the maker, ppm of notional; negative is a rebate, at most the taker's fee.</param>
/// <param name="TakerFeePpm">Fee of the taker, ppm of notional.</param>
/// <param name="MarginTiers">Margin tiers in rising order; empty for spot.</param>
/// <param name="Funding">Funding rules; null for spot.</param>
/// <param name="Liquidation">Liquidation rules; null for spot.</param>
/// <param name="Mark">Mark price rules.</param>
/// <param name="Auction">Auctions, batches and delays; null for plain continuous trading.</param>
public sealed record MarketParameters(
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
    ImmutableArray<MarginTier> MarginTiers,
    FundingParameters? Funding,
    LiquidationParameters? Liquidation,
    MarkParameters Mark,
    AuctionParameters? Auction = null);
