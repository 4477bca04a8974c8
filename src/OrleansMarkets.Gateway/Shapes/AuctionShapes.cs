using OrleansMarkets.Core.Markets;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.MarketData.Symbols;
using OrleansMarkets.Wire.Venue;
using AuctionPrice = OrleansMarkets.Core.Matching.AuctionPrice;
using WirePrice = OrleansMarkets.Wire.Venue.AuctionPrice;

namespace OrleansMarkets.Gateway.Shapes;

/// <summary>Auctions as this venue writes them.</summary>
internal static class AuctionShapes
{
    /// <summary>A market's auction.</summary>
    public static MarketAuction Auction(GatewayMarket market, AuctionImage auction) => new()
    {
        Category = market.Category,
        Symbol = market.Listed.PublicSymbol,
        Phase = auction.Phase.ToString(),
        IsCalled = auction.IsCalled,
        DueTime = auction.DueNs == 0 ? string.Empty : Times.MsText(auction.DueNs),
        NextPhase = auction.IsCalled ? auction.After.ToString() : string.Empty,
        Indication = Price(market.Scale, auction.Indication, auction.IndicatedNs),
        Held = Price(market.Scale, auction.Held, auction.HeldNs),
        Rules = market.Replica.Parameters?.Auction is { } rules ? Rules(rules) : null,
        Sequence = auction.Sequence,
        EngineTime = auction.TimeNs / Times.NsPerMs,
    };

    private static WirePrice? Price(MarketScale scale, in AuctionPrice price, long timeNs) => price.VolumeLots == 0
        ? null
        : new WirePrice
        {
            Price = scale.Price(price.PriceUnits),
            Size = scale.Quantity(price.VolumeLots),
            Imbalance = scale.Quantity(price.SurplusLots),
            Time = Times.MsText(timeNs),
        };

    private static AuctionRules Rules(AuctionParameters rules) => new()
    {
        PreOpen = rules.PreOpenNs / Times.NsPerMs,
        Interruption = rules.InterruptionNs / Times.NsPerMs,
        Closing = rules.ClosingNs / Times.NsPerMs,
        InterruptionBand = MarketScale.Rate(rules.InterruptionBandPpm),
        BatchWindow = rules.BatchWindowNs / Times.NsPerMs,
        TakerDelay = rules.TakerDelayNs / Times.NsPerMs,
    };
}
