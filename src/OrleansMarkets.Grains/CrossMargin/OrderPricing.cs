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
        TriggerTerms? trigger = order.Instructions?.Trigger is { Kind: not TriggerKind.None } terms ? terms : null;
        var shape = new OrderShape(
            order.Side, order.Type, order.Flags, order.PriceUnits, order.QuantityLots, trigger is not null, WaitsForParent(order));
        return TermsOf(shape, TriggerOf(trigger, order.Side, exposure), collateral, exposures, exposure);
    }

    /// <summary>The same of a waiting order under new terms.</summary>
    /// <param name="amendment">The new terms.</param>
    /// <param name="order">The order, which waits.</param>
    /// <param name="lots">Lots that it has left then.</param>
    /// <param name="collateral">The account's own ledger.</param>
    /// <param name="exposures">The account's stakes.</param>
    /// <param name="exposure">The stake in the order's market.</param>
    public static OrderTerms TermsOf(
        AmendRequest amendment,
        in RestingOrderImage order,
        long lots,
        ReadOnlySpan<CollateralBalance> collateral,
        ReadOnlySpan<MarketExposure> exposures,
        in MarketExposure exposure)
    {
        WaitingTerms waiting = order.Waiting!;
        TriggerTerms? next = TriggerOf(amendment, waiting);
        bool trails = next is { Kind: TriggerKind.TrailingStop } && waiting.TriggerUnits > 0;

        // A distance that stays leaves the trigger where it stands; a new one begins at the present price.
        long trigger = trails && next == waiting.Trigger
            ? waiting.TriggerUnits
            : TriggerOf(trails ? next! with { ActivationUnits = 0 } : next, order.Side, exposure);
        long price = amendment.PriceUnits == 0 ? order.PriceUnits : amendment.PriceUnits;
        var shape = new OrderShape(order.Side, waiting.Type, order.Flags, price, lots, next is not null, waiting.IsChild);
        return TermsOf(shape, trigger, collateral, exposures, exposure);
    }

    /// <summary>What a waiting order waits for under new terms; null for no price.</summary>
    /// <param name="amendment">The new terms.</param>
    /// <param name="waiting">What it waits for now.</param>
    public static TriggerTerms? TriggerOf(AmendRequest amendment, WaitingTerms waiting) => waiting.Trigger is not { } present
        ? null
        : amendment.TriggerUnits > 0 ? present with { PriceUnits = amendment.TriggerUnits }
        : amendment.ChangesTrigger ? present with { TrailUnits = amendment.TrailUnits, TrailPpm = amendment.TrailPpm }
        : present;

    private static OrderTerms TermsOf(
        in OrderShape order,
        long trigger,
        ReadOnlySpan<CollateralBalance> collateral,
        ReadOnlySpan<MarketExposure> exposures,
        in MarketExposure exposure)
    {
        long worst = order.PriceUnits;
        if (order.Type == OrderType.Market)
        {
            bool reduces = !order.IsChild && Reduces(order, exposure);
            long bound = reduces ? OrderAdmission.ReducingPriceBound(collateral, exposures, exposure) : 0;
            worst = order.HasTrigger
                ? TriggerRules.ExecutionLimit(
                    order.Side, trigger, exposure.Parameters.PriceBandPpm, exposure.Parameters.MaximumPriceUnits, bound)
                : Bounded(order.Side, BandEdge(order.Side, exposure), bound);
        }

        return new OrderTerms(
            order.Side, LotsOf(order), worst, order.Flags.HasFlag(OrderFlags.ReduceOnly), trigger, order.IsChild);
    }

    /// <summary>Lots that an order counts for.</summary>
    private static long LotsOf(in OrderShape order) =>
        order.Flags.HasFlag(OrderFlags.ClosePosition) ? MarketLimits.ClosePositionLots : order.QuantityLots;

    private static bool WaitsForParent(PlaceOrder order) =>
        order.Instructions?.Link is { Kind: LinkKind.OneTriggersOther or LinkKind.OneTriggersOneCancelsOther } link
        && link.Group != order.Id;

    // A trailing trigger begins at its activation or near the mark, and from there moves in the owner's favour only.
    private static long TriggerOf(TriggerTerms? trigger, Side side, in MarketExposure exposure)
    {
        if (trigger is null)
        {
            return 0;
        }

        // The book refuses what is out of range; here it only has to stay computable.
        long largest = exposure.Parameters.MaximumPriceUnits;
        bool isSound = trigger is { PriceUnits: >= 0, TrailUnits: >= 0, TrailPpm: >= 0 and <= MarketLimits.MaximumTrailPpm }
            && Math.Max(trigger.PriceUnits, Math.Max(trigger.TrailUnits, trigger.ActivationUnits)) <= largest;
        if (!isSound || trigger.Kind != TriggerKind.TrailingStop)
        {
            return isSound ? trigger.PriceUnits : largest;
        }

        long best = trigger.ActivationUnits > 0 ? trigger.ActivationUnits : exposure.View.MarkUnits;
        return TriggerRules.TrailingTrigger(trigger.ToCore(), side, best, exposure.Parameters.TickUnits);
    }

    private static bool Reduces(in OrderShape order, in MarketExposure exposure)
    {
        long size = exposure.Row.SizeLots;
        return exposure.Spec.Kind != MarketKind.Spot
            && (order.Side == Side.Buy ? size < 0 : size > 0)
            && (order.HasTrigger ? order.Flags.HasFlag(OrderFlags.ReduceOnly) : order.QuantityLots <= Math.Abs(size));
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

    // What decides the worst price of an order, whether it is placed or amended.
    private readonly record struct OrderShape(
        Side Side, OrderType Type, OrderFlags Flags, long PriceUnits, long QuantityLots, bool HasTrigger, bool IsChild);
}
