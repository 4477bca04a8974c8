using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Simulation.Evidence;

/// <summary>
/// The book of one market as the events tell it: who rests where, what icebergs show, and who is first. An order that shows new lots, moves
/// with its reference or is amended to more than less goes behind all orders of its price; one that only becomes smaller stays.
/// </summary>
/// <param name="definition">The market.</param>
/// <param name="counts">How often what happened.</param>
internal sealed class BookTrail(MarketDefinition definition, MarketCounts counts)
{
    // Boundaries come first, so an order may follow a step later than its reference has moved.
    private const int MaximumLateSteps = 1;

    private readonly Dictionary<long, NaiveOrder> _orders = [];
    private readonly HashSet<long> _everRested = [];
    private long _arrivals;

    public IReadOnlyCollection<NaiveOrder> Orders => _orders.Values;

    public NaiveOrder? Find(long orderId) => _orders.GetValueOrDefault(orderId);

    /// <summary>The best price of a side; 0 if it is empty.</summary>
    public long Best(Side side) => Best(side, countsPegs: true);

    /// <summary>What is left of an order enters.</summary>
    /// <param name="rested">The event.</param>
    /// <param name="entering">The order on its way; null if nobody knows it.</param>
    /// <param name="step">The step.</param>
    public void Rest(in OrderRestedEvent rested, EnteringOrder? entering, StepTrail step)
    {
        bool isFirst = _everRested.Add(rested.OrderId);
        bool isKnown = entering is not null && !_orders.ContainsKey(rested.OrderId);
        step.Require(isKnown, "I13", $"{rested} entered from nowhere, or rests already (first: {isFirst})");
        if (!isKnown)
        {
            return;
        }

        bool isOnGrid = rested.PriceUnits > 0 && rested.PriceUnits % definition.TickUnits == 0 && rested.Lots > 0;
        step.Require(isOnGrid && rested.Lots <= rested.OriginalLots, "I18", $"{rested}");
        step.Require(
            rested.Lots <= entering!.LeftLots && rested.OriginalLots == entering.Lots, "I13", $"{rested}, left {entering.LeftLots}");
        if (step.Submit is { } submit && rested.OrderId == step.Sequence && !entering.Life.Closes)
        {
            RequireLimits(rested, submit.Lots, step);
        }

        var order = new NaiveOrder(rested, ++_arrivals);
        _orders.Add(rested.OrderId, order);
        entering.RestedLots += rested.Lots;
        step.Require(rested.ReserveQuanta == order.ReserveQuanta, "I10", $"reserve of {rested}");
        RequirePrice(order, entering.Life, step);
    }

    /// <summary>Lots of an order leave without trading.</summary>
    public void Cancel(in OrderCancelledEvent cancelled, StepTrail step)
    {
        NaiveOrder? order = Find(cancelled.OrderId);
        bool fits = order is not null
            && cancelled.Lots > 0
            && cancelled.Lots <= order.Lots
            && order.Account == cancelled.Account
            && order.PriceUnits == cancelled.PriceUnits;
        step.Require(fits, "I13", $"{cancelled}");
        if (!fits)
        {
            return;
        }

        // A reduce-only order that is cut to the position keeps the rest and its place.
        long before = order!.ReserveQuanta;
        order.Take(cancelled.Lots);
        step.Require(before - order.ReserveQuanta == cancelled.ReserveReleasedQuanta, "I10", $"reserve of {cancelled}");
        RemoveIfGone(order);
    }

    /// <summary>An order trades; it must be the first of its side.</summary>
    /// <param name="trade">The trade.</param>
    /// <param name="orderId">The order.</param>
    /// <param name="isAuction">Whether it trades at the price of an auction.</param>
    /// <param name="step">The step.</param>
    /// <returns>The order; null if it does not rest.</returns>
    public NaiveOrder? Fill(in TradeEvent trade, long orderId, bool isAuction, StepTrail step)
    {
        if (Find(orderId) is not { } order)
        {
            step.Require(false, "I17", $"order {orderId} trades but does not rest (ever: {_everRested.Contains(orderId)})");
            return null;
        }

        bool isFirst = _orders.Values.All(other => other == order || other.Side != order.Side || order.IsAheadOf(other));
        step.Require(isFirst, "I12", $"order {order.OrderId} trades before a better or earlier one");
        bool isMaker = orderId == trade.MakerOrderId;
        bool isPrice = isAuction ? order.Accepts(trade.PriceUnits) : order.PriceUnits == trade.PriceUnits;
        bool fits = isPrice
            && order.Account == (isMaker ? trade.MakerAccount : trade.TakerAccount)
            && (order.Side == trade.TakerSide) != isMaker;
        step.Require(fits && trade.Lots <= order.ShownLots, "I14", $"order {order.OrderId} does not give {trade}");
        order.Fill(trade.Lots);
        RemoveIfGone(order);
        return order;
    }

    /// <summary>An iceberg shows new lots.</summary>
    public void Refill(in OrderRefilledEvent refilled, StepTrail step)
    {
        NaiveOrder? order = Find(refilled.OrderId);
        bool fits = order is { ShownLots: 0 }
            && order.PriceUnits == refilled.PriceUnits
            && refilled.Lots == Math.Min(order.HiddenLots, order.Instructions.DisplayLots);
        step.Require(fits, "I40", $"{refilled}: {order?.ShownLots} shown, {order?.HiddenLots} hidden");
        if (order is not null)
        {
            order.Show(refilled.Lots);
            order.Arrival = ++_arrivals;
            counts.Refills++;
        }
    }

    /// <summary>An order has new terms; one that gives up its place leaves and enters again.</summary>
    public void Amend(in OrderAmendedEvent amended, StepTrail step)
    {
        if (Find(amended.OrderId) is not { } order)
        {
            step.Require(false, "I13", $"{amended} does not rest");
            return;
        }

        bool slides = order.Flags.HasFlag(OrderFlags.PostOnlySlide);
        bool isSmaller = amended.PriceUnits == order.PriceUnits && amended.Lots <= order.Lots;
        step.Require(amended.KeepsPlace == isSmaller || (slides && !amended.KeepsPlace), "I12", $"{amended} of {order.Lots} lots");
        step.Require(amended.Account == order.Account && amended.Side == order.Side && amended.Lots > 0, "I13", $"{amended}");
        if (!amended.KeepsPlace)
        {
            _orders.Remove(order.OrderId);
            return;
        }

        step.Require(amended.ReserveQuanta == order.ReserveOf(amended.Lots), "I10", $"{amended} from {order.ReserveQuanta}");
        order.Take(order.Lots - amended.Lots);
        order.OriginalLots = amended.Lots;
        order.OriginalReserveQuanta = amended.ReserveQuanta;
    }

    /// <summary>An order follows a reference from now on.</summary>
    public void Peg(in PegPlacedEvent placed, long markUnits, StepTrail step)
    {
        NaiveOrder? order = Find(placed.OrderId);
        step.Require(order is { Peg: null }, "I40", $"{placed} does not rest, or follows already");
        if (order is not null)
        {
            order.Peg = placed;
            RequirePeg(order, placed, order.PriceUnits, markUnits, step);
        }
    }

    /// <summary>An order rests elsewhere because its reference has moved.</summary>
    /// <param name="moved">The event.</param>
    /// <param name="mayMove">Whether the market trades and has called no auction.</param>
    /// <param name="markUnits">The mark.</param>
    /// <param name="step">The step.</param>
    public void Move(in PegMovedEvent moved, bool mayMove, long markUnits, StepTrail step)
    {
        NaiveOrder? order = Find(moved.OrderId);
        step.Require(order is { Peg: not null } && order.PriceUnits != moved.PriceUnits, "I40", $"{moved} follows nothing, or stays");
        step.Require(mayMove, "I40", $"{moved} although nothing trades, or before an auction");
        if (order is { Peg: { } peg })
        {
            RequirePeg(order, peg, moved.PriceUnits, markUnits, step);
            order.PriceUnits = moved.PriceUnits;
            order.Arrival = ++_arrivals;
            counts.PegMoves++;
        }
    }

    /// <summary>A record has ended: every order that follows something is where it should be, if it may move at all.</summary>
    public void EndStep(bool mayMove, long markUnits, StepTrail step)
    {
        BestPrices best = PricesNow();
        foreach (NaiveOrder order in _orders.Values)
        {
            if (order.Peg is { } peg)
            {
                long expected = PegUnits(order.Side, peg, best, markUnits);
                bool isThere = !mayMove || expected <= 0 || order.PriceUnits == expected;
                order.AstraySince = isThere ? 0 : order.AstraySince == 0 ? step.Sequence : order.AstraySince;
                bool isLate = order.AstraySince != 0 && step.Sequence - order.AstraySince > MaximumLateSteps;
                step.Require(!isLate, "I40", $"{peg} rests at {order.PriceUnits} since {order.AstraySince}, expected {expected}");
            }
        }
    }

    private static bool IsBetter(Side side, long price, long than) => than == 0 || (side == Side.Buy ? price > than : price < than);

    private long Best(Side side, bool countsPegs)
    {
        long best = 0;
        foreach (NaiveOrder order in _orders.Values)
        {
            bool counted = order.Side == side && (countsPegs || order.Peg is null);
            best = counted && IsBetter(side, order.PriceUnits, best) ? order.PriceUnits : best;
        }

        return best;
    }

    private void RequireLimits(in OrderRestedEvent rested, long lots, StepTrail step)
    {
        bool isInLimits = lots % definition.StepLots == 0 && lots >= definition.MinimumLots && lots <= definition.MaximumLots;
        step.Require(isInLimits, "I18", $"{rested}");
    }

    // At its own limit, but for orders whose price is not theirs: those that slide, follow something, or had no limit.
    private static void RequirePrice(NaiveOrder order, OrderLife life, StepTrail step)
    {
        bool isOwn = life.Type == OrderType.Limit
            && life.Instructions.Peg.Reference == PegReference.None
            && !life.Flags.HasFlag(OrderFlags.PostOnlySlide);
        bool isNoWorse = order.Side == Side.Buy ? order.PriceUnits <= life.WorstUnits : order.PriceUnits >= life.WorstUnits;
        step.Require(
            life.WorstUnits == 0 || (isOwn ? order.PriceUnits == life.WorstUnits : isNoWorse),
            "I14",
            $"{life} rests at {order.PriceUnits}");
    }

    private void RequirePeg(NaiveOrder order, in PegPlacedEvent peg, long priceUnits, long markUnits, StepTrail step)
    {
        long expected = PegUnits(order.Side, peg, PricesNow(), markUnits);
        step.Require(priceUnits == expected, "I40", $"{peg} rests at {priceUnits}, expected {expected} at mark {markUnits}");
    }

    // The reference and the offset, no worse than the worst price, a tick behind the other side, on the grid away from it; 0 for none.
    private long PegUnits(Side side, in PegPlacedEvent peg, in BestPrices best, long markUnits)
    {
        long tick = definition.TickUnits;
        bool isBuy = side == Side.Buy;
        long reference = ReferenceUnits(peg.Reference, side, best, markUnits);
        if (reference == 0)
        {
            return 0;
        }

        long other = isBuy ? best.Sell : best.Buy;
        long wanted = reference + peg.OffsetUnits;
        wanted = isBuy ? Math.Min(wanted, peg.WorstUnits) : Math.Max(wanted, peg.WorstUnits);
        if (other != 0)
        {
            wanted = isBuy ? Math.Min(wanted, other - tick) : Math.Max(wanted, other + tick);
        }

        return isBuy ? wanted / tick * tick : (wanted + tick - 1) / tick * tick;
    }

    // A reference counts no order that follows one.
    private static long ReferenceUnits(PegReference reference, Side side, in BestPrices best, long markUnits)
    {
        if (reference == PegReference.Mark)
        {
            return markUnits;
        }

        if (reference == PegReference.Best)
        {
            return side == Side.Buy ? best.UnpeggedBuy : best.UnpeggedSell;
        }

        long sum = best.UnpeggedBuy + best.UnpeggedSell;
        return best.UnpeggedBuy == 0 || best.UnpeggedSell == 0 ? 0 : side == Side.Buy ? sum / 2 : (sum + 1) / 2;
    }

    private BestPrices PricesNow() =>
        new(Best(Side.Buy), Best(Side.Sell), Best(Side.Buy, countsPegs: false), Best(Side.Sell, countsPegs: false));

    private void RemoveIfGone(NaiveOrder order)
    {
        if (order.Lots == 0)
        {
            _orders.Remove(order.OrderId);
        }
    }

    /// <summary>The best prices of both sides; 0 where there are none.</summary>
    private readonly record struct BestPrices(long Buy, long Sell, long UnpeggedBuy, long UnpeggedSell);
}
