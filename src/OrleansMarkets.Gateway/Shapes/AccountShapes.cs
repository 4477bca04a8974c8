using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.Gateway.Orders;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.MarketData.Symbols;
using OrleansMarkets.Wire.Account;
using OrleansMarkets.Wire.Trading;

namespace OrleansMarkets.Gateway.Shapes;

/// <summary>Positions and wallets as the dialect writes them, from the account's own report.</summary>
internal static class AccountShapes
{
    /// <summary>A position in a contract.</summary>
    /// <param name="market">The market.</param>
    /// <param name="line">Its line of the report; null when the account never traded there.</param>
    /// <param name="report">The report.</param>
    /// <param name="account">Its owner.</param>
    /// <param name="nowMs">The time now, Unix milliseconds.</param>
    public static Position Position(GatewayMarket market, PositionLine? line, RiskReport report, long account, long nowMs)
    {
        IReadOnlyList<OrderImage> closing = ClosingOrders.Open(market, account);
        MarketScale scale = market.Scale;
        RowImage row = line?.Row ?? default;
        long size = Math.Abs(row.SizeLots);
        long cost = Math.Abs(row.CostBasisQuanta);
        string entry = size == 0 ? "0" : scale.AveragePrice(cost, size);
        string initial = scale.Amount(size == 0 ? 0 : line!.InitialQuanta);
        string maintenance = scale.Amount(size == 0 ? 0 : line!.MaintenanceQuanta);
        string liquidation = size == 0 || line!.LiquidationPriceUnits == 0 ? string.Empty : scale.Price(line.LiquidationPriceUnits);
        string realised = scale.Amount((Int128)row.RealisedPnlQuanta - row.FeesQuanta + row.FundingQuanta);
        return new Position
        {
            Category = market.Category,
            RiskId = 1,
            RiskLimitValue = RiskLimit(market, scale),
            Symbol = market.Listed.PublicSymbol,
            Side = row.SizeLots switch { > 0 => "Buy", < 0 => "Sell", _ => string.Empty },
            Size = scale.Quantity(size),
            AvgPrice = entry,
            EntryPrice = entry,
            PositionValue = scale.Amount(cost),
            PositionStatus = report.Phase == AccountPhase.Liquidating ? "Liq" : "Normal",
            Leverage = MarketShapes.Leverage(market.Listed.Definition),
            PositionBalance = initial,
            MarkPrice = line is { MarkUnits: > 0 } ? scale.Price(line.MarkUnits) : string.Empty,
            LiquidationPrice = liquidation,
            BustPrice = liquidation.Length == 0 ? string.Empty : scale.Price(BustUnits(market, line!)),
            InitialMargin = initial,
            MaintenanceMargin = maintenance,
            InitialMarginByMark = initial,
            MaintenanceMarginByMark = maintenance,
            TpslMode = "Full",
            TakeProfit = ClosingOrders.TriggerText(market, closing, TriggerKind.TakeProfit),
            StopLoss = ClosingOrders.TriggerText(market, closing, TriggerKind.Stop),
            TrailingStop = ClosingOrders.TriggerText(market, closing, TriggerKind.TrailingStop),
            UnrealisedPnl = scale.Amount(line?.UnrealisedPnlQuanta ?? 0),
            CurrentRealisedPnl = realised,
            RealisedPnl = realised,
            Sequence = row.AccountSequence,
            UpdatedTime = nowMs.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
    }

    /// <summary>The unified account.</summary>
    /// <param name="report">The account's report.</param>
    /// <param name="markets">The markets.</param>
    /// <param name="coin">Only this coin; null for all.</param>
    public static Wallet Wallet(RiskReport report, GatewayMarkets markets, string? coin)
    {
        Asset settlement = markets.Assets.Settlement;
        string Text(Int128 quanta) => Amount(quanta, settlement.QuantumDecimals);
        Sums sums = Sum(report, markets);
        BalanceLine settled = report.Balances.FirstOrDefault(line => line.Asset == settlement.Code);
        return new Wallet
        {
            AccountType = "UNIFIED",
            TotalEquity = Text(report.EquityQuanta),
            TotalWalletBalance = Text((Int128)settled.LedgerQuanta + settled.ClearedQuanta),
            TotalMarginBalance = Text(report.EquityQuanta),
            TotalAvailableBalance = Text(Int128.Max(0, (Int128)report.EquityQuanta - report.InitialQuanta)),
            TotalUnrealisedPnl = Text(sums.UnrealisedQuanta),
            TotalInitialMargin = Text(report.InitialQuanta),
            TotalMaintenanceMargin = Text(report.MaintenanceQuanta),
            InitialMarginRate = MarketScale.Ratio(report.InitialQuanta, report.EquityQuanta),
            MaintenanceMarginRate = MarketScale.Ratio(report.MaintenanceQuanta, report.EquityQuanta),
            LoanToValue = "0",
            Coins =
            [
                .. report.Balances.Where(line => coin is null || line.Asset == coin).Select(line => Coin(line, report, markets, sums)),
            ],
        };
    }

    // Where the maintenance margin of the position is gone too.
    private static long BustUnits(GatewayMarket market, PositionLine line)
    {
        Int128 quantaPerUnit = (Int128)line.Row.SizeLots * market.Listed.Definition.QuantaPerUnitLot;
        Int128 units = line.LiquidationPriceUnits
            - IntegerMath.Divide(line.MaintenanceQuanta, quantaPerUnit, RoundingDirection.TowardZero);
        return (long)Int128.Clamp(units, 1, long.MaxValue);
    }

    private static WalletCoin Coin(BalanceLine line, RiskReport report, GatewayMarkets markets, in Sums sums)
    {
        int decimals = markets.Assets.TryGet(line.Asset, out Asset? asset) ? asset.QuantumDecimals : 0;
        bool settles = line.Asset == markets.Assets.Settlement.Code;
        Int128 balance = (Int128)line.LedgerQuanta + line.ClearedQuanta;
        Int128 locked = sums.Locked.GetValueOrDefault(line.Asset);
        Int128 free = settles ? report.WithdrawableQuanta : balance - locked;
        string Text(Int128 quanta) => Amount(quanta, decimals);
        return new WalletCoin
        {
            Coin = line.Asset,
            Equity = Text(balance + (settles ? sums.UnrealisedQuanta : 0)),
            UsdValue = settles ? Text(balance + sums.UnrealisedQuanta) : string.Empty,
            WalletBalance = Text(balance),
            Locked = Text(locked),
            BorrowAmount = "0",
            AccruedInterest = "0",
            AvailableToWithdraw = Text(Int128.Max(0, free)),
            Bonus = "0",
            OrderInitialMargin = Text(settles ? sums.OrderReserveQuanta : 0),
            PositionInitialMargin = Text(settles ? Int128.Max(0, (Int128)report.InitialQuanta - sums.OrderReserveQuanta) : 0),
            PositionMaintenanceMargin = Text(settles ? report.MaintenanceQuanta : 0),
            UnrealisedPnl = Text(settles ? sums.UnrealisedQuanta : 0),
            RealisedPnl = Text(settles ? sums.RealisedQuanta : 0),
            SpotBorrow = "0",
            SpotHedgingQuantity = "0",
            MarginCollateral = markets.Assets.CollateralWeightPpm(line.Asset) > 0,
            CollateralSwitch = markets.Assets.CollateralWeightPpm(line.Asset) > 0,
        };
    }

    private static Sums Sum(RiskReport report, GatewayMarkets markets)
    {
        Int128 unrealised = 0;
        Int128 realised = 0;
        Int128 reserves = 0;
        Dictionary<string, Int128> locked = new(StringComparer.Ordinal);
        foreach (PositionLine line in report.Positions)
        {
            MarketDefinition? rules = markets.FindOwn(line.Symbol)?.Listed.Definition;
            if (rules is { Kind: MarketKind.Spot })
            {
                Int128 baseQuanta = (Int128)line.Row.OpenSellLots * rules.BaseQuantaPerLot;
                locked[rules.BaseAsset] = locked.GetValueOrDefault(rules.BaseAsset) + baseQuanta;
                locked[rules.QuoteAsset] = locked.GetValueOrDefault(rules.QuoteAsset) + line.Row.OrderReserveQuanta;
            }
            else
            {
                unrealised += line.UnrealisedPnlQuanta;
                realised += (Int128)line.Row.RealisedPnlQuanta - line.Row.FeesQuanta + line.Row.FundingQuanta;
                reserves += line.Row.OrderReserveQuanta;
            }
        }

        return new Sums(unrealised, realised, reserves, locked);
    }

    private static string RiskLimit(GatewayMarket market, MarketScale scale)
    {
        MarketDefinition rules = market.Listed.Definition;
        return rules.MarginTiers.Length > 1
            ? scale.Amount(rules.MarginTiers[1].LowerNotionalQuanta)
            : scale.Value(rules.MaximumPriceUnits, rules.MaximumPositionLots);
    }

    private static string Amount(Int128 quanta, int decimals) =>
        DecimalText.Format((long)Int128.Clamp(quanta, long.MinValue, long.MaxValue), decimals);

    private readonly record struct Sums(
        Int128 UnrealisedQuanta, Int128 RealisedQuanta, Int128 OrderReserveQuanta, Dictionary<string, Int128> Locked);
}
