using System.Collections.Immutable;
using System.Globalization;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Client.Http;

/// <summary>
/// From the shapes on the wire to what the SDK gives. A member that is not in the JSON is null, whatever its declaration says.
/// </summary>
internal static class WireMapping
{
    private const string PostOnly = "PostOnly";
    private const string PostOnlySlide = "PostOnlySlide";
    private const int VolumePlace = 5;
    private const int TurnoverPlace = 6;
    private const NumberStyles PlainNumber = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public static string Text(MarketCategory category) => category == MarketCategory.Spot ? Categories.Spot : Categories.Linear;

    public static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Text(OrderSide side) => side == OrderSide.Buy ? "Buy" : "Sell";

    public static string TimeInForceText(OrderRequest order) => order.PostOnly ? PostOnly
        : order.PostOnlySlide ? PostOnlySlide
        : order.TimeInForce switch
        {
            TimeInForce.ImmediateOrCancel => "IOC",
            TimeInForce.FillOrKill => "FOK",
            _ => "GTC",
        };

    public static Market ToMarket(Wire.Market.LinearInstrument instrument) => new()
    {
        Id = MarketId.Linear(instrument.Symbol),
        BaseAsset = instrument.BaseCoin,
        QuoteAsset = instrument.QuoteCoin,
        TickSize = Number(instrument.PriceFilter.TickSize),
        QuantityStep = Number(instrument.LotSizeFilter.QtyStep),
        MinimumQuantity = Number(instrument.LotSizeFilter.MinOrderQty),
        MaximumQuantity = Number(instrument.LotSizeFilter.MaxOrderQty),
        MaximumLeverage = Number(instrument.LeverageFilter.MaxLeverage),
    };

    public static Market ToMarket(Wire.Market.SpotInstrument instrument) => new()
    {
        Id = MarketId.Spot(instrument.Symbol),
        BaseAsset = instrument.BaseCoin,
        QuoteAsset = instrument.QuoteCoin,
        TickSize = Number(instrument.PriceFilter.TickSize),
        QuantityStep = Number(instrument.LotSizeFilter.BasePrecision),
        MinimumQuantity = Number(instrument.LotSizeFilter.MinOrderQty),
        MaximumQuantity = Number(instrument.LotSizeFilter.MaxOrderQty),
    };

    public static MarketState ToState(Wire.Venue.VenueMarket market) =>
        new(new MarketId(market.Symbol, Category(market.Category)), market.Phase, market.Sequence);

    public static OrderBook ToBook(MarketId market, Wire.Market.OrderBook book) => new()
    {
        MarketId = market,
        Bids = Levels(book.Bids),
        Asks = Levels(book.Asks),
        UpdateId = book.UpdateId,
        Sequence = book.Sequence,
        Time = Time(book.Time),
    };

    public static ImmutableArray<BookLevel> Levels(IReadOnlyList<Wire.Market.PriceLevel>? levels) =>
        [.. (levels ?? []).Select(level => new BookLevel(Number(level.Price), Number(level.Size)))];

    public static Trade ToTrade(MarketId market, Wire.Market.PublicTrade trade) => new(
        market, trade.ExecId, Side(trade.Side), Number(trade.Price), Number(trade.Size), Time(trade.Time), trade.Sequence);

    public static Trade ToTrade(MarketId market, Wire.Streams.StreamTrade trade) => new(
        market, trade.Id, Side(trade.Side), Number(trade.Price), Number(trade.Quantity), Time(trade.Time), trade.Sequence);

    public static Order ToOrder(Wire.Trading.Order order) => new()
    {
        MarketId = new MarketId(order.Symbol, Category(order.Category)),
        OrderId = order.OrderId,
        ClientOrderId = order.OrderLinkId ?? "",
        Side = Side(order.Side),
        Status = Status(order.OrderStatus),
        IsMarketOrder = order.OrderType == "Market",
        Price = NumberOrZero(order.Price),
        Quantity = Number(order.Quantity),
        FilledQuantity = NumberOrZero(order.FilledQuantity),
        FilledValue = NumberOrZero(order.FilledValue),
        RemainingQuantity = NumberOrZero(order.LeavesQuantity),
        AveragePrice = NumberOrNull(order.AveragePrice),
        TimeInForce = order.TimeInForce switch
        {
            "IOC" => TimeInForce.ImmediateOrCancel,
            "FOK" => TimeInForce.FillOrKill,
            _ => TimeInForce.GoodTillCancelled,
        },
        PostOnly = order.TimeInForce == PostOnly,
        ReduceOnly = order.ReduceOnly,
        TriggerPrice = NumberOrNull(order.TriggerPrice),
        TriggerKind = KindOf(order),
        TriggerSource = string.IsNullOrEmpty(order.StopOrderType) ? null : SourceOf(order.TriggerBy),
        ClosePosition = order.CloseOnTrigger,
        Peg = order.Peg is { Reference: { } reference } peg ? new OrderPeg(ReferenceOf(reference), NumberOrZero(peg.Offset)) : null,
        DisplayQuantity = NumberOrNull(order.DisplayQuantity),
        ExpiresAt = string.IsNullOrEmpty(order.ExpireTime) ? null : Time(order.ExpireTime),
        Tag = string.IsNullOrEmpty(order.Tag) ? null : Whole(order.Tag),
        EndReason = EndReason(order),
        CreatedAt = Time(order.CreatedTime),
        UpdatedAt = Time(order.UpdatedTime),
    };

    public static Execution ToExecution(Wire.Trading.Execution execution) => new()
    {
        MarketId = new MarketId(execution.Symbol, Category(execution.Category)),
        ExecutionId = execution.Id,
        OrderId = execution.OrderId,
        ClientOrderId = execution.OrderLinkId ?? "",
        Side = Side(execution.Side),
        Price = Number(execution.Price),
        Quantity = Number(execution.Quantity),
        Fee = NumberOrZero(execution.Fee),
        FeeAsset = string.IsNullOrEmpty(execution.FeeCoin) ? execution.FeeCurrency ?? "" : execution.FeeCoin,
        IsMaker = execution.IsMaker,
        Time = Time(execution.Time),
    };

    public static Position ToPosition(Wire.Trading.Position position) => new()
    {
        MarketId = new MarketId(position.Symbol, Category(position.Category)),
        Size = position.Side == "Sell" ? -NumberOrZero(position.Size) : NumberOrZero(position.Size),
        EntryPrice = NumberOrZero(position.AvgPrice),
        MarkPrice = NumberOrZero(position.MarkPrice),
        LiquidationPrice = NumberOrNull(position.LiquidationPrice),
        UnrealisedPnl = NumberOrZero(position.UnrealisedPnl),
        RealisedPnl = NumberOrZero(position.RealisedPnl),
        InitialMargin = NumberOrZero(position.InitialMargin),
        MaintenanceMargin = NumberOrZero(position.MaintenanceMargin),
    };

    public static Wallet ToWallet(Wire.Account.Wallet wallet) => new()
    {
        Equity = Number(wallet.TotalEquity),
        Available = NumberOrZero(wallet.TotalAvailableBalance),
        InitialMargin = NumberOrZero(wallet.TotalInitialMargin),
        MaintenanceMargin = NumberOrZero(wallet.TotalMaintenanceMargin),
        Balances = [.. (wallet.Coins ?? []).Select(ToBalance)],
    };

    public static Candle ToCandle(IReadOnlyList<string> bar) => bar is [var start, var open, var high, var low, var close, ..]
        ? new Candle(
            Time(start),
            Number(open),
            Number(high),
            Number(low),
            Number(close),
            bar.Count > VolumePlace ? Number(bar[VolumePlace]) : 0,
            bar.Count > TurnoverPlace ? Number(bar[TurnoverPlace]) : 0)
        : throw new ProtocolException($"the gateway wrote a candle of {bar.Count} texts");

    public static MarketTicker ToTicker(MarketId market, Wire.Market.SpotTicker ticker) => new()
    {
        MarketId = market,
        Phase = ticker.Phase,
        LastPrice = Price(ticker.LastPrice),
        BestBid = Price(ticker.Bid1Price),
        BestBidQuantity = Price(ticker.Bid1Size) ?? 0,
        BestAsk = Price(ticker.Ask1Price),
        BestAskQuantity = Price(ticker.Ask1Size) ?? 0,
        High = Price(ticker.HighPrice24h),
        Low = Price(ticker.LowPrice24h),
        DayAgoPrice = Price(ticker.PrevPrice24h),
        Volume = Number(ticker.Volume24h),
        Turnover = Number(ticker.Turnover24h),
        IndexPrice = Price(ticker.UsdIndexPrice),
    };

    public static MarketTicker ToTicker(MarketId market, Wire.Market.LinearTicker ticker) => new()
    {
        MarketId = market,
        Phase = ticker.Phase,
        LastPrice = Price(ticker.LastPrice),
        BestBid = Price(ticker.Bid1Price),
        BestBidQuantity = Price(ticker.Bid1Size) ?? 0,
        BestAsk = Price(ticker.Ask1Price),
        BestAskQuantity = Price(ticker.Ask1Size) ?? 0,
        High = Price(ticker.HighPrice24h),
        Low = Price(ticker.LowPrice24h),
        DayAgoPrice = Price(ticker.PrevPrice24h),
        Volume = Number(ticker.Volume24h),
        Turnover = Number(ticker.Turnover24h),
        IndexPrice = Price(ticker.IndexPrice),
        MarkPrice = Price(ticker.MarkPrice),
        OpenInterest = Number(ticker.OpenInterest),
    };

    public static Toxicity ToToxicity(MarketId market, Wire.Venue.MarketToxicity toxicity) => new(
        market,
        string.IsNullOrEmpty(toxicity.Vpin) ? null : Number(toxicity.Vpin),
        toxicity.Buckets,
        Number(toxicity.BucketSize),
        Number(toxicity.Bought),
        Number(toxicity.Sold));

    public static Markout ToMarkout(MarketId market, Wire.Venue.AccountMarkout markout) => new(
        market,
        TimeSpan.FromMilliseconds(markout.Horizon),
        markout.IsMaker,
        markout.Fills,
        Number(markout.Size),
        Number(markout.Value),
        Number(markout.Amount),
        NumberOrZero(markout.Rate));

    public static MarketAuction ToAuction(MarketId market, Wire.Venue.MarketAuction auction) => new()
    {
        MarketId = market,
        Phase = auction.Phase,
        IsCalled = auction.IsCalled,
        DueAt = string.IsNullOrEmpty(auction.DueTime) ? null : Time(auction.DueTime),
        NextPhase = auction.NextPhase ?? "",
        Indication = ToPrice(auction.Indication),
        Held = ToPrice(auction.Held),
        Rules = auction.Rules is not { } rules ? null : new AuctionRules(
            TimeSpan.FromMilliseconds(rules.PreOpen),
            TimeSpan.FromMilliseconds(rules.Interruption),
            TimeSpan.FromMilliseconds(rules.Closing),
            NumberOrZero(rules.InterruptionBand),
            TimeSpan.FromMilliseconds(rules.BatchWindow),
            TimeSpan.FromMilliseconds(rules.TakerDelay)),
        Sequence = auction.Sequence,
    };

    public static IReadOnlyList<T> Listed<T>(IReadOnlyList<T>? list) =>
        list ?? throw new ProtocolException("the gateway gave an answer without its list");

    // Empty where there is none.
    private static decimal? Price(string? text) => string.IsNullOrEmpty(text) ? null : Number(text);

    public static decimal Number(string? text) =>
        decimal.TryParse(text, PlainNumber, CultureInfo.InvariantCulture, out decimal number)
            ? number
            : throw new ProtocolException($"the gateway wrote '{text}' where a number is expected");

    public static long Whole(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new ProtocolException($"the gateway wrote '{text}' where a whole number is expected");

    public static DateTimeOffset Time(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs);

    private static DateTimeOffset Time(string? unixMs) => string.IsNullOrEmpty(unixMs) ? default : Time(Whole(unixMs));

    private static decimal NumberOrZero(string? text) => string.IsNullOrEmpty(text) ? 0 : Number(text);

    private static decimal? NumberOrNull(string? text) => NumberOrZero(text) is var number and not 0 ? number : null;

    // The dialect tells which way the price goes; what that means depends on the side.
    private static TriggerKind? KindOf(Wire.Trading.Order order) =>
        string.IsNullOrEmpty(order.StopOrderType) ? null
        : order.Trailing is not null ? TriggerKind.TrailingStop
        : (order.TriggerDirection == WireRequests.Rising) == (order.Side == "Buy") ? TriggerKind.Stop
        : TriggerKind.TakeProfit;

    private static TriggerSource SourceOf(string text) => text switch
    {
        "MarkPrice" => TriggerSource.MarkPrice,
        "IndexPrice" => TriggerSource.IndexPrice,
        _ => TriggerSource.LastPrice,
    };

    private static PegReference ReferenceOf(string text) => Enum.TryParse(text, out PegReference reference)
        ? reference
        : throw new ProtocolException($"the gateway wrote the peg reference '{text}'");

    private static AuctionPrice? ToPrice(Wire.Venue.AuctionPrice? price) => price is null
        ? null
        : new AuctionPrice(Number(price.Price), Number(price.Size), Number(price.Imbalance), Time(price.Time));

    private static AssetBalance ToBalance(Wire.Account.WalletCoin coin) =>
        new(coin.Coin, NumberOrZero(coin.WalletBalance), NumberOrZero(coin.Equity));

    private static MarketCategory Category(string text) => text switch
    {
        Categories.Spot => MarketCategory.Spot,
        Categories.Linear => MarketCategory.Linear,
        _ => throw new ProtocolException($"the gateway wrote the category '{text}'"),
    };

    private static OrderSide Side(string text) => text switch
    {
        "Buy" => OrderSide.Buy,
        "Sell" => OrderSide.Sell,
        _ => throw new ProtocolException($"the gateway wrote the side '{text}'"),
    };

    private static string EndReason(Wire.Trading.Order order) => order.RejectReason switch
    {
        "EC_PostOnlyWillTakeLiquidity" => OrderEndReasons.WouldTake,
        "EC_NoImmediateQtyToFill" => OrderEndReasons.NoLiquidity,
        null or "" or "EC_NoError" or "EC_PerCancelRequest" => "",
        _ => OrderEndReasons.Other,
    };

    private static OrderStatus Status(string text) => text switch
    {
        "Untriggered" or "Triggered" => OrderStatus.Untriggered,
        "New" => OrderStatus.Open,
        "PartiallyFilled" => OrderStatus.PartiallyFilled,
        "Filled" => OrderStatus.Filled,
        "Cancelled" or "PartiallyFilledCanceled" or "Deactivated" => OrderStatus.Cancelled,
        "Rejected" => OrderStatus.Rejected,
        _ => throw new ProtocolException($"the gateway wrote the order status '{text}'"),
    };
}
