using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Margin;

/// <summary>An account's stake in one market: its latest row and what is reserved in flight and not in the row yet.</summary>
/// <param name="Spec">The market.</param>
/// <param name="Parameters">The market's rules.</param>
/// <param name="Row">The latest row.</param>
/// <param name="View">The market's public state.</param>
/// <param name="PendingBuyLots">Lots of buy orders in flight that may open risk.</param>
/// <param name="PendingSellLots">Lots of sell orders in flight that may open risk.</param>
/// <param name="PendingReserveQuanta">Order reserves in flight, quote quanta.</param>
/// <param name="ReduceOnlyLots">
/// Lots of reduce-only orders, resting or in flight: they may take away a position that other orders are offset against. A caller that does
/// not know passes <see cref="long.MaxValue"/>.
/// </param>
public readonly record struct MarketExposure(
    MarketSpec Spec,
    MarketParameters Parameters,
    ClearingRow Row,
    MarketView View,
    long PendingBuyLots,
    long PendingSellLots,
    long PendingReserveQuanta,
    long ReduceOnlyLots)
{
    /// <summary>Lots of buy orders that may open risk, resting and in flight.</summary>
    public long BuyLots => Row.OpenBuyLots + PendingBuyLots;

    /// <summary>Lots of sell orders that may open risk, resting and in flight.</summary>
    public long SellLots => Row.OpenSellLots + PendingSellLots;

    /// <summary>Order reserves, resting and in flight, quote quanta.</summary>
    public long ReserveQuanta => Row.OrderReserveQuanta + PendingReserveQuanta;

    /// <summary>What margin reads of it.</summary>
    internal MarginRow MarginRow => new(
        Row.SizeLots, Row.QuoteQuanta, Row.CostBasisQuanta, Row.FundingIndex, BuyLots, SellLots, ReduceOnlyLots, ReserveQuanta);

    /// <summary>Whether there is a margined position whose mark is stale or missing.</summary>
    public bool HasUntrustedPosition =>
        Spec.Kind != MarketKind.Spot && Row.SizeLots != 0 && View.Quality != MarkQuality.Fresh;

    /// <summary>The exposure with one more order in flight.</summary>
    /// <param name="order">The order.</param>
    /// <param name="reserveQuanta">Its reserve, fixed at entry.</param>
    public MarketExposure WithOrder(in OrderTerms order, long reserveQuanta) => this with
    {
        PendingBuyLots = PendingBuyLots + OpeningLots(order, Side.Buy),
        PendingSellLots = PendingSellLots + OpeningLots(order, Side.Sell),
        ReduceOnlyLots = ReduceOnlyLotsWith(order),
        PendingReserveQuanta = PendingReserveQuanta + reserveQuanta,
    };

    /// <summary>The worst exposure (<see cref="MarketRisk.WorstExposureLots"/>) with one more order in flight.</summary>
    /// <param name="order">The order.</param>
    internal long WorstExposureWith(in OrderTerms order) => MarketRisk.WorstExposure(
        Row.SizeLots,
        BuyLots + OpeningLots(order, Side.Buy),
        SellLots + OpeningLots(order, Side.Sell),
        ReduceOnlyLotsWith(order));

    private static long OpeningLots(in OrderTerms order, Side side) => order.Side == side && !order.ReduceOnly ? order.QuantityLots : 0;

    private long ReduceOnlyLotsWith(in OrderTerms order) =>
        !order.ReduceOnly ? ReduceOnlyLots
        : ReduceOnlyLots > long.MaxValue - order.QuantityLots ? long.MaxValue
        : ReduceOnlyLots + order.QuantityLots;
}
