using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Conditionals;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Grains.OrderBooks;

namespace OrleansMarkets.Grains.CrossMargin;

/// <summary>
/// The worst price at which an order can execute: what its reserve is computed at, and what it carries if it has no limit.
/// </summary>
internal static class OrderPricing
{
    /// <summary>What margin needs to know of an order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="collateral">The account's own ledger.</param>
    /// <param name="exposures">The account's stakes.</param>
    /// <param name="exposure">The stake in the order's market.</param>
    public static OrderTerms TermsOf(
        PlaceOrder order,
        ReadOnlySpan<CollateralBalance> collateral,
        ReadOnlySpan<MarketExposure> exposures,
        in MarketExposure exposure)
    {
        bool isChild = WaitsForParent(order);
        long trigger = TriggerOf(order, exposure);
        long worst = order.PriceUnits;
        if (order.Type == OrderType.Market)
        {
            bool reduces = !isChild && Reduces(order, exposure);
            long bound = reduces ? OrderAdmission.ReducingPriceBound(collateral, exposures, exposure) : 0;
            worst = HasTrigger(order)
                ? TriggerRules.ExecutionLimit(
                    order.Side, trigger, exposure.Parameters.PriceBandPpm, exposure.Parameters.MaximumPriceUnits, bound)
                : Bounded(order.Side, BandEdge(order.Side, exposure), bound);
        }

        return new OrderTerms(
            order.Side, LotsOf(order), worst, order.Flags.HasFlag(OrderFlags.ReduceOnly), trigger, isChild);
    }

    /// <summary>Lots that an order counts for.</summary>
    private static long LotsOf(PlaceOrder order) =>
        order.Flags.HasFlag(OrderFlags.ClosePosition) ? MarketLimits.ClosePositionLots : order.QuantityLots;

    private static bool HasTrigger(PlaceOrder order) => order.Instructions?.Trigger is { Kind: not TriggerKind.None };

    private static bool WaitsForParent(PlaceOrder order) =>
        order.Instructions?.Link is { Kind: LinkKind.OneTriggersOther or LinkKind.OneTriggersOneCancelsOther } link
        && link.Group != order.Id;

    // A trailing trigger begins at its activation or near the mark, and from there moves in the owner's favour only.
    private static long TriggerOf(PlaceOrder order, in MarketExposure exposure)
    {
        if (!HasTrigger(order))
        {
            return 0;
        }

        // The book refuses what is out of range; here it only has to stay computable.
        TriggerTerms trigger = order.Instructions!.Trigger!;
        long largest = exposure.Parameters.MaximumPriceUnits;
        bool isSound = trigger is { PriceUnits: >= 0, TrailUnits: >= 0, TrailPpm: >= 0 and <= MarketLimits.MaximumTrailPpm }
            && Math.Max(trigger.PriceUnits, Math.Max(trigger.TrailUnits, trigger.ActivationUnits)) <= largest;
        if (!isSound || trigger.Kind != TriggerKind.TrailingStop)
        {
            return isSound ? trigger.PriceUnits : largest;
        }

        long best = trigger.ActivationUnits > 0 ? trigger.ActivationUnits : exposure.View.MarkUnits;
        return TriggerRules.TrailingTrigger(trigger.ToCore(), order.Side, best, exposure.Parameters.TickUnits);
    }

    private static bool Reduces(PlaceOrder order, in MarketExposure exposure)
    {
        long size = exposure.Row.SizeLots;
        return exposure.Spec.Kind != MarketKind.Spot
            && (order.Side == Side.Buy ? size < 0 : size > 0)
            && (HasTrigger(order) ? order.Flags.HasFlag(OrderFlags.ReduceOnly) : order.QuantityLots <= Math.Abs(size));
    }

    private static long Bounded(Side side, long edgeUnits, long boundUnits) =>
        boundUnits == 0 ? edgeUnits : side == Side.Buy ? Math.Min(edgeUnits, boundUnits) : Math.Max(edgeUnits, boundUnits);

    private static long BandEdge(Side side, in MarketExposure exposure)
    {
        MarketParameters rules = exposure.Parameters;
        long mark = exposure.View.MarkUnits;
        if (mark == 0)
        {
            return side == Side.Buy ? rules.MaximumPriceUnits : 1;
        }

        return side == Side.Buy
            ? Math.Min(
                rules.MaximumPriceUnits,
                IntegerMath.MulDiv(mark, IntegerMath.Ppm + rules.PriceBandPpm, IntegerMath.Ppm, RoundingDirection.Down))
            : Math.Max(1, IntegerMath.MulDiv(mark, IntegerMath.Ppm - rules.PriceBandPpm, IntegerMath.Ppm, RoundingDirection.Up));
    }
}
