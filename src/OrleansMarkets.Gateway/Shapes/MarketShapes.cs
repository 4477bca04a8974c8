using System.Collections.Immutable;
using System.Globalization;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.MarketData.Symbols;
using OrleansMarkets.Wire.Market;
using OrleansMarkets.Wire.Streams;
using WireTrade = OrleansMarkets.Wire.Market.PublicTrade;

namespace OrleansMarkets.Gateway.Shapes;

/// <summary>Public data as the dialect writes it.</summary>
internal static class MarketShapes
{
    private const long NsPerMinute = 60_000_000_000;
    private const long NsPerHour = 60 * NsPerMinute;
    private const int FundingDecimals = 12;

    /// <summary>A spot market.</summary>
    public static SpotInstrument Spot(ListedMarket market, AssetTable assets)
    {
        MarketDefinition rules = market.Definition;
        MarketScale scale = market.Scale;
        int quoteDecimals = assets.TryGet(rules.QuoteAsset, out Asset? quote) ? quote.QuantumDecimals : 0;
        return new SpotInstrument
        {
            Symbol = market.PublicSymbol,
            BaseCoin = rules.BaseAsset,
            QuoteCoin = rules.QuoteAsset,
            Innovation = "0",
            Status = "Trading",
            MarginTrading = "none",
            LotSizeFilter = new SpotLotSizeFilter
            {
                BasePrecision = scale.Quantity(rules.StepLots),
                QuotePrecision = DecimalText.Format(1, quoteDecimals),
                MinOrderQty = scale.Quantity(rules.MinimumLots),
                MaxOrderQty = scale.Quantity(rules.MaximumLots),
                MinOrderAmt = scale.Value(rules.TickUnits, rules.MinimumLots),
                MaxOrderAmt = scale.Value(rules.MaximumPriceUnits, rules.MaximumLots),
            },
            PriceFilter = new SpotPriceFilter { TickSize = scale.Price(rules.TickUnits) },
        };
    }

    /// <summary>A contract.</summary>
    public static LinearInstrument Linear(ListedMarket market)
    {
        MarketDefinition rules = market.Definition;
        MarketScale scale = market.Scale;
        string mostLots = scale.Quantity(rules.MaximumLots);
        return new LinearInstrument
        {
            Symbol = market.PublicSymbol,
            ContractType = "LinearPerpetual",
            Status = "Trading",
            BaseCoin = rules.BaseAsset,
            QuoteCoin = rules.QuoteAsset,
            SettleCoin = rules.QuoteAsset,
            LaunchTime = "0",
            DeliveryTime = "0",
            PriceScale = scale.PriceScale.ToString(CultureInfo.InvariantCulture),
            LeverageFilter = new LeverageFilter { MinLeverage = "1", MaxLeverage = Leverage(rules), LeverageStep = "0.01" },
            PriceFilter = new LinearPriceFilter
            {
                MinPrice = scale.Price(rules.TickUnits),
                MaxPrice = scale.Price(rules.MaximumPriceUnits),
                TickSize = scale.Price(rules.TickUnits),
            },
            LotSizeFilter = new LinearLotSizeFilter
            {
                MaxOrderQty = mostLots,
                MinOrderQty = scale.Quantity(rules.MinimumLots),
                QtyStep = scale.Quantity(rules.StepLots),
                PostOnlyMaxOrderQty = mostLots,
                MaxMktOrderQty = mostLots,
                MinNotionalValue = "0",
            },
            UnifiedMarginTrade = true,
            FundingInterval = (int)((rules.Funding?.IntervalNs ?? 0) / NsPerMinute),
            TakerFee = MarketScale.Rate(rules.TakerFeePpm),
            MakerFee = MarketScale.Rate(rules.MakerFeePpm),
        };
    }

    /// <summary>The largest leverage of a contract: the inverse of the first tier's initial margin, cut to two decimals.</summary>
    public static string Leverage(MarketDefinition rules) => rules.MarginTiers is [{ InitialPpm: > 0 } first, ..]
        ? DecimalText.Format(IntegerMath.MulDiv(IntegerMath.Ppm, 100, first.InitialPpm, RoundingDirection.Down), 2)
        : "1";

    /// <summary>Prices of a spot market.</summary>
    public static SpotTicker SpotTicker(GatewayMarket market, Ticker ticker)
    {
        MarketScale scale = market.Scale;
        return new SpotTicker
        {
            Symbol = market.Listed.PublicSymbol,
            LastPrice = Price(scale, ticker.LastPriceUnits),
            HighPrice24h = Price(scale, ticker.HighUnits),
            LowPrice24h = Price(scale, ticker.LowUnits),
            PrevPrice24h = Price(scale, ticker.DayAgoUnits),
            Price24hPcnt = Change(ticker),
            Volume24h = scale.Quantity(ticker.VolumeLots),
            Turnover24h = scale.Amount(ticker.TurnoverQuanta),
            Bid1Price = Price(scale, ticker.BestBidUnits),
            Bid1Size = Size(scale, ticker.BestBidLots),
            Ask1Price = Price(scale, ticker.BestAskUnits),
            Ask1Size = Size(scale, ticker.BestAskLots),
            UsdIndexPrice = Price(scale, ticker.Status.IndexUnits),
            Phase = ticker.Status.Phase.ToString(),
            AuctionPrice = AuctionPrice(scale, ticker.Status),
            AuctionSize = AuctionSize(scale, ticker.Status),
            AuctionImbalance = AuctionImbalance(scale, ticker.Status),
        };
    }

    /// <summary>Prices of a contract.</summary>
    public static LinearTicker LinearTicker(GatewayMarket market, Ticker ticker)
    {
        MarketScale scale = market.Scale;
        MarketStatus status = ticker.Status;
        FundingDefinition? funding = market.Listed.Definition.Funding;
        return new LinearTicker
        {
            Symbol = market.Listed.PublicSymbol,
            LastPrice = Price(scale, ticker.LastPriceUnits),
            HighPrice24h = Price(scale, ticker.HighUnits),
            LowPrice24h = Price(scale, ticker.LowUnits),
            PrevPrice24h = Price(scale, ticker.DayAgoUnits),
            Price24hPcnt = Change(ticker),
            Volume24h = scale.Quantity(ticker.VolumeLots),
            Turnover24h = scale.Amount(ticker.TurnoverQuanta),
            Bid1Price = Price(scale, ticker.BestBidUnits),
            Bid1Size = Size(scale, ticker.BestBidLots),
            Ask1Price = Price(scale, ticker.BestAskUnits),
            Ask1Size = Size(scale, ticker.BestAskLots),
            PrevPrice1h = Price(scale, ticker.HourAgoUnits),
            MarkPrice = Price(scale, status.MarkUnits),
            IndexPrice = Price(scale, status.IndexUnits),
            OpenInterest = scale.Quantity(status.OpenInterestLots),
            OpenInterestValue = scale.Value(status.MarkUnits, status.OpenInterestLots),
            FundingRate = funding is null ? string.Empty : IntervalRate(status.FundingRatePpm, funding),
            NextFundingTime = status.NextFundingNs == 0 ? "0" : Times.MsText(status.NextFundingNs),
            FundingIntervalHour = ((funding?.IntervalNs ?? 0) / NsPerHour).ToString(CultureInfo.InvariantCulture),
            DeliveryTime = "0",
            Phase = status.Phase.ToString(),
            AuctionPrice = AuctionPrice(scale, status),
            AuctionSize = AuctionSize(scale, status),
            AuctionImbalance = AuctionImbalance(scale, status),
        };
    }

    /// <summary>The top of a book.</summary>
    public static OrderBook Book(GatewayMarket market, DepthImage depth, long nowMs) => new()
    {
        Symbol = market.Listed.PublicSymbol,
        Bids = Levels(market.Scale, depth.Bids),
        Asks = Levels(market.Scale, depth.Asks),
        Time = nowMs,
        UpdateId = depth.Sequence,
        Sequence = depth.Sequence,
        EngineTime = depth.TimeNs / Times.NsPerMs,
    };

    /// <summary>Price levels.</summary>
    public static PriceLevel[] Levels(MarketScale scale, ImmutableArray<DepthLevel> levels)
    {
        var shaped = new PriceLevel[levels.Length];
        for (int i = 0; i < shaped.Length; i++)
        {
            shaped[i] = new PriceLevel(scale.Price(levels[i].PriceUnits), scale.Quantity(levels[i].Lots));
        }

        return shaped;
    }

    /// <summary>A trade.</summary>
    public static WireTrade Trade(GatewayMarket market, MarketData.Images.PublicTrade trade) => new()
    {
        ExecId = trade.Id.ToString(),
        Symbol = market.Listed.PublicSymbol,
        Price = market.Scale.Price(trade.PriceUnits),
        Size = market.Scale.Quantity(trade.Lots),
        Side = SideText(trade.TakerSide),
        Time = Times.MsText(trade.TimeNs),
        Sequence = trade.Id.Sequence,
    };

    /// <summary>A trade on a stream.</summary>
    public static StreamTrade StreamTrade(GatewayMarket market, MarketData.Images.PublicTrade trade) => new()
    {
        Time = trade.TimeNs / Times.NsPerMs,
        Symbol = market.Listed.PublicSymbol,
        Side = SideText(trade.TakerSide),
        Quantity = market.Scale.Quantity(trade.Lots),
        Price = market.Scale.Price(trade.PriceUnits),
        TickDirection = "ZeroMinusTick",
        Id = trade.Id.ToString(),
        Sequence = trade.Id.Sequence,
    };

    /// <summary>A side.</summary>
    public static string SideText(Side side) => side == Side.Buy ? "Buy" : "Sell";

    private static string Price(MarketScale scale, long units) => units == 0 ? string.Empty : scale.Price(units);

    private static string? AuctionPrice(MarketScale scale, MarketStatus status) =>
        status.Auction.VolumeLots == 0 ? null : scale.Price(status.Auction.PriceUnits);

    private static string? AuctionSize(MarketScale scale, MarketStatus status) =>
        status.Auction.VolumeLots == 0 ? null : scale.Quantity(status.Auction.VolumeLots);

    private static string? AuctionImbalance(MarketScale scale, MarketStatus status) =>
        status.Auction.VolumeLots == 0 ? null : scale.Quantity(status.Auction.SurplusLots);

    private static string Size(MarketScale scale, long lots) => lots == 0 ? string.Empty : scale.Quantity(lots);

    private static string Change(Ticker ticker) =>
        MarketScale.Ratio(ticker.LastPriceUnits == 0 ? 0 : (Int128)ticker.LastPriceUnits - ticker.DayAgoUnits, ticker.DayAgoUnits);

    // The market's rate is for a rate period, clients expect that of one interval.
    private static string IntervalRate(long ratePpm, FundingDefinition funding)
    {
        Int128 scaled = IntegerMath.Divide(
            (Int128)ratePpm * funding.IntervalNs * IntegerMath.Ppm, funding.RatePeriodNs, RoundingDirection.HalfEven);
        return DecimalText.Format((long)Int128.Clamp(scaled, long.MinValue, long.MaxValue), FundingDecimals);
    }
}
