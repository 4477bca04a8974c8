using System.Collections.Immutable;
using System.Globalization;
using OrleansMarkets.Client.Retries;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;
using OrleansMarkets.MarketData.Books;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.MarketData.Symbols;

namespace OrleansMarkets.Client.Cluster;

/// <summary>From the integers of the grains to what the SDK gives, exactly.</summary>
internal static class ClusterMapping
{
    private const long NanosecondsPerTick = 100;
    private const decimal Ppm = 1_000_000;

    public static MarketKind Kind(MarketCategory category) =>
        category == MarketCategory.Spot ? MarketKind.Spot : MarketKind.LinearPerpetual;

    public static MarketId Id(ListedMarket market) => new(
        market.PublicSymbol, market.Definition.Kind == MarketKind.Spot ? MarketCategory.Spot : MarketCategory.Linear);

    public static Market ToMarket(ListedMarket market) => new()
    {
        Id = Id(market),
        BaseAsset = market.Definition.BaseAsset,
        QuoteAsset = market.Definition.QuoteAsset,
        TickSize = Price(market, market.Definition.TickUnits),
        QuantityStep = Quantity(market, market.Definition.StepLots),
        MinimumQuantity = Quantity(market, market.Definition.MinimumLots),
        MaximumQuantity = Quantity(market, market.Definition.MaximumLots),
        MaximumLeverage = market.Definition.MarginTiers is [var first, ..] ? Math.Floor(Ppm / first.InitialPpm) : 1,
    };

    /// <summary>What an order's result means for who placed it.</summary>
    public static Placement ToPlacement(ListedMarket market, OrderRequest order, string id, in PlaceResult result)
    {
        if (result.Code != ResultCode.Ok && !(EndsOnEntry(result.Code) && result.Sequence > 0))
        {
            return ClusterCalls.Failure(result.Code, id);
        }

        // An order that ended on entry is named by the record that decided it.
        string orderId = OrderIdText.Of(market.Symbol, result.OrderId > 0 ? result.OrderId : result.Sequence);
        return new OrderReceipt(order.MarketId, orderId, id, Attempts: 1);
    }

    public static OrderBook ToBook(ListedMarket market, DepthImage depth) => new()
    {
        MarketId = Id(market),
        Bids = Levels(market, depth.Bids),
        Asks = Levels(market, depth.Asks),
        UpdateId = depth.Sequence,
        Sequence = depth.Sequence,
        Time = Time(depth.TimeNs),
    };

    public static BookOrder ToBookOrder(ListedMarket market, in PublicOrder order) => new(
        order.Number, Side(order.Side), Price(market, order.PriceUnits), Quantity(market, order.Lots), order.Priority);

    public static Trade ToTrade(ListedMarket market, PublicTrade trade) => new(
        Id(market),
        trade.Id.ToString(),
        Side(trade.TakerSide),
        Price(market, trade.PriceUnits),
        Quantity(market, trade.Lots),
        Time(trade.TimeNs),
        trade.Id.Sequence);

    public static Order ToOrder(ListedMarket market, OrderImage order) => new()
    {
        MarketId = Id(market),
        OrderId = OrderIdText.Of(market.Symbol, order.OrderId),
        ClientOrderId = order.ClientOrderId,
        Side = Side(order.Side),
        Status = EndsOnEntry(order.RejectCode) ? OrderStatus.Cancelled : Status(order.Status),
        IsMarketOrder = order.Type == OrderType.Market,
        Price = Price(market, order.PriceUnits),
        Quantity = Quantity(market, order.QuantityLots),
        FilledQuantity = Quantity(market, order.FilledLots),
        FilledValue = Amount(market, order.FilledQuanta),
        RemainingQuantity = order.IsFinal ? 0 : Quantity(market, LeavesLots(order)),
        AveragePrice = order.FilledLots == 0 ? null : Number(market.Scale.AveragePrice(order.FilledQuanta, order.FilledLots)),
        TimeInForce = order.TimeInForce switch
        {
            Core.Matching.TimeInForce.ImmediateOrCancel => TimeInForce.ImmediateOrCancel,
            Core.Matching.TimeInForce.FillOrKill => TimeInForce.FillOrKill,
            _ => TimeInForce.GoodTillCancelled,
        },
        PostOnly = order.Flags.HasFlag(OrderFlags.PostOnly),
        ReduceOnly = order.Flags.HasFlag(OrderFlags.ReduceOnly),
        TriggerPrice = order.Instructions is { Trigger.Kind: not Core.Matching.TriggerKind.None } && order.TriggerUnits != 0
            ? Price(market, order.TriggerUnits)
            : null,
        TriggerKind = order.Instructions?.Trigger.Kind switch
        {
            Core.Matching.TriggerKind.Stop => TriggerKind.Stop,
            Core.Matching.TriggerKind.TakeProfit => TriggerKind.TakeProfit,
            Core.Matching.TriggerKind.TrailingStop => TriggerKind.TrailingStop,
            _ => null,
        },
        TriggerSource = order.Instructions is { Trigger.Kind: not Core.Matching.TriggerKind.None } waiting
            ? SourceOf(waiting.Trigger.Source)
            : null,
        ClosePosition = order.Flags.HasFlag(OrderFlags.ClosePosition),
        Peg = order.Instructions is { Peg.Reference: not Core.Matching.PegReference.None } pegged
            ? new OrderPeg(ReferenceOf(pegged.Peg.Reference), Price(market, pegged.Peg.OffsetUnits))
            : null,
        DisplayQuantity = order.Instructions is { DisplayLots: > 0 and var shown } ? Quantity(market, shown) : null,
        ExpiresAt = order.Instructions is { ExpiresNs: > 0 and var end } ? Time(end) : null,
        Tag = order.Instructions is { Tag: not 0 and var tag } ? tag : null,
        EndReason = EndReason(order),
        CreatedAt = Time(order.CreatedNs),
        UpdatedAt = Time(order.UpdatedNs),
    };

    /// <summary>Whether a filter takes an open order.</summary>
    public static bool IsTaken(CancelFilter filter, OrderImage order) =>
        (filter.Side is not { } side || side == Side(order.Side))
        && (filter.Tag is not { } tag || order.Instructions?.Tag == tag)
        && (filter.IsWaiting is not { } waits || waits == (order.Status == Core.Matching.OrderStatus.Untriggered));

    public static Execution ToExecution(ListedMarket market, MarketData.Images.Execution execution) => new()
    {
        MarketId = Id(market),
        ExecutionId = $"{market.Symbol}.{execution.Id}",
        OrderId = execution.OrderId == 0 ? "" : OrderIdText.Of(market.Symbol, execution.OrderId),
        ClientOrderId = execution.ClientOrderId,
        Side = Side(execution.Side),
        Price = Price(market, execution.PriceUnits),
        Quantity = Quantity(market, execution.Lots),
        Fee = Amount(market, execution.FeeQuanta),
        FeeAsset = market.Definition.QuoteAsset,
        IsMaker = execution.IsMaker,
        Time = Time(execution.TimeNs),
    };

    /// <summary>Whether an order with this code was taken and ended at once without trading, which is no refusal.</summary>
    public static bool EndsOnEntry(ResultCode code) =>
        code is ResultCode.WouldTake or ResultCode.CannotFillWhole or ResultCode.NoLiquidity;

    /// <summary>Whether an execution traded; the others are payments.</summary>
    public static bool IsFill(MarketData.Images.Execution execution) =>
        execution.Kind is ExecutionKind.Trade or ExecutionKind.Liquidation or ExecutionKind.Deleveraging;

    public static Position ToPosition(ListedMarket market, PositionLine line) => new()
    {
        MarketId = Id(market),
        Size = Quantity(market, line.Row.SizeLots),
        EntryPrice = Number(market.Scale.AveragePrice(line.Row.CostBasisQuanta, line.Row.SizeLots)),
        MarkPrice = Price(market, line.MarkUnits),
        LiquidationPrice = line.LiquidationPriceUnits == 0 ? null : Price(market, line.LiquidationPriceUnits),
        UnrealisedPnl = Amount(market, line.UnrealisedPnlQuanta),
        RealisedPnl = Amount(market, line.Row.RealisedPnlQuanta - line.Row.FeesQuanta + line.Row.FundingQuanta),
        InitialMargin = Amount(market, line.InitialQuanta),
        MaintenanceMargin = Amount(market, line.MaintenanceQuanta),
    };

    public static Wallet ToWallet(RiskReport report, AssetTable assets)
    {
        long unrealised = report.Positions.Sum(line => line.UnrealisedPnlQuanta);
        return new Wallet
        {
            Equity = Amount(assets.Settlement, report.EquityQuanta),
            Available = Amount(assets.Settlement, Math.Max(0, report.EquityQuanta - report.InitialQuanta)),
            InitialMargin = Amount(assets.Settlement, report.InitialQuanta),
            MaintenanceMargin = Amount(assets.Settlement, report.MaintenanceQuanta),
            Balances = [.. report.Balances.Select(line => ToBalance(line, assets, unrealised))],
        };
    }

    /// <summary>An amount of an asset in whole quanta.</summary>
    /// <exception cref="ArgumentException">The asset is not known, or the amount is no whole number of its quanta.</exception>
    public static long Quanta(AssetTable assets, string code, decimal amount)
    {
        Asset asset = assets.TryGet(code, out Asset? known) ? known : throw new ArgumentException($"There is no asset {code}.");
        return DecimalUnits.TryConvert(amount, asset.QuantumDecimals, unitSize: 1, out long quanta) == DecimalTextError.None
            ? quanta
            : throw new ArgumentException($"{Text(amount)} is no whole number of quanta of {code}.");
    }

    public static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    public static decimal Amount(Asset asset, long quanta) => Number(DecimalText.Format(quanta, asset.QuantumDecimals));

    public static DateTimeOffset Time(long unixNs) => DateTimeOffset.UnixEpoch.AddTicks(unixNs / NanosecondsPerTick);

    private static AssetBalance ToBalance(BalanceLine line, AssetTable assets, long unrealisedQuanta)
    {
        long balance = line.LedgerQuanta + line.ClearedQuanta;
        bool isSettlement = line.Asset == assets.Settlement.Code;
        Asset asset = assets.TryGet(line.Asset, out Asset? known) ? known : new Asset(line.Asset, 0);
        return new AssetBalance(line.Asset, Amount(asset, balance), Amount(asset, balance + (isSettlement ? unrealisedQuanta : 0)));
    }

    private static ImmutableArray<BookLevel> Levels(ListedMarket market, ImmutableArray<DepthLevel> levels) =>
        [.. levels.Select(level => new BookLevel(Price(market, level.PriceUnits), Quantity(market, level.Lots)))];

    private static decimal Price(ListedMarket market, long units) => Number(market.Scale.Price(units));

    private static decimal Quantity(ListedMarket market, long lots) => Number(market.Scale.Quantity(lots));

    private static decimal Amount(ListedMarket market, long quanta) => Number(market.Scale.Amount(quanta));

    private static decimal Number(string text) => text.Length == 0 ? 0 : decimal.Parse(text, CultureInfo.InvariantCulture);

    private static long LeavesLots(OrderImage order) =>
        order.RestingLots + (order.Flags.HasFlag(OrderFlags.ClosePosition) ? 0 : order.WaitingLots);

    // The words of the gateway: it tells some of them only together.
    private static string EndReason(OrderImage order) => (order.RejectCode, order.CancelReason) switch
    {
        (ResultCode.WouldTake, _) => OrderEndReasons.WouldTake,
        (ResultCode.CannotFillWhole or ResultCode.NoLiquidity, _) => OrderEndReasons.NoLiquidity,
        (ResultCode.Ok, CancelReason.NoLiquidity or CancelReason.CannotFillWhole) => OrderEndReasons.NoLiquidity,
        (ResultCode.Ok, CancelReason.WouldTake) => OrderEndReasons.WouldTake,
        (ResultCode.Ok, CancelReason.None or CancelReason.Requested or CancelReason.Amended) => "",
        _ => OrderEndReasons.Other,
    };

    private static TriggerSource SourceOf(TriggerPrice source) => source switch
    {
        TriggerPrice.Mark => TriggerSource.MarkPrice,
        TriggerPrice.Index => TriggerSource.IndexPrice,
        _ => TriggerSource.LastPrice,
    };

    private static PegReference ReferenceOf(Core.Matching.PegReference reference) => reference switch
    {
        Core.Matching.PegReference.Mid => PegReference.Mid,
        Core.Matching.PegReference.Best => PegReference.Best,
        _ => PegReference.Mark,
    };

    private static OrderSide Side(Side side) => side == Core.Matching.Side.Buy ? OrderSide.Buy : OrderSide.Sell;

    private static OrderStatus Status(Core.Matching.OrderStatus status) => status switch
    {
        Core.Matching.OrderStatus.Untriggered => OrderStatus.Untriggered,
        Core.Matching.OrderStatus.PartiallyFilled => OrderStatus.PartiallyFilled,
        Core.Matching.OrderStatus.Filled => OrderStatus.Filled,
        Core.Matching.OrderStatus.Cancelled => OrderStatus.Cancelled,
        Core.Matching.OrderStatus.Rejected => OrderStatus.Rejected,
        _ => OrderStatus.Open,
    };
}
