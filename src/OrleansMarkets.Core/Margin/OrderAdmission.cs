using OrleansMarkets.Core.Liquidation;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Margin;

/// <summary>
/// Decides whether an order's risk is covered. An order that does not raise the requirement always passes, whatever the state of the
/// account or of the mark, so an account can always reduce; anything else needs a fresh mark and free collateral.
/// </summary>
public static class OrderAdmission
{
    /// <summary>Decides on one order; asked as a what-if it gives the very same numbers.</summary>
    /// <param name="ledger">The account's own ledger.</param>
    /// <param name="markets">The account's stakes.</param>
    /// <param name="index">Which market the order is for.</param>
    /// <param name="order">The order; a market order with its bound as its price.</param>
    /// <param name="freeBaseQuanta">Base balance that is not promised to other sell orders (spot sells only), base quanta.</param>
    public static AdmissionDecision Decide(
        ReadOnlySpan<CollateralBalance> ledger,
        ReadOnlySpan<MarketExposure> markets,
        int index,
        in OrderTerms order,
        long freeBaseQuanta)
    {
        Int128 collateral = AccountRisk.Collateral(ledger);
        return TryDecideNarrow(collateral, ledger, markets, index, order, freeBaseQuanta, out AdmissionDecision decision)
            ? decision
            : DecideWide(collateral, ledger, markets, index, order, freeBaseQuanta);
    }

    /// <summary>Decides like <see cref="Decide"/> and tells only what an order is told: every order runs through it.</summary>
    /// <param name="ledger">The account's own ledger.</param>
    /// <param name="markets">The account's stakes.</param>
    /// <param name="index">Which market the order is for.</param>
    /// <param name="order">The order; a market order with its bound as its price.</param>
    /// <param name="freeBaseQuanta">Base balance that is not promised to other sell orders (spot sells only), base quanta.</param>
    public static Admission Admit(
        ReadOnlySpan<CollateralBalance> ledger,
        ReadOnlySpan<MarketExposure> markets,
        int index,
        in OrderTerms order,
        long freeBaseQuanta)
    {
        ref readonly MarketExposure exposure = ref markets[index];
        if (RestOfAccount.TrySum(ledger, markets, index, out RestOfAccount rest)
            && NarrowAdmission.TryDecide(
                rest,
                exposure.MarginRow,
                MarginTerms.Of(exposure.Spec, exposure.Parameters, exposure.View),
                order,
                out Admission admission))
        {
            return admission;
        }

        AdmissionDecision decision = Decide(ledger, markets, index, order, freeBaseQuanta);
        bool raises = decision.After.RequirementQuanta > decision.Before.RequirementQuanta;
        return new Admission(decision.Code, decision.ReserveQuanta, raises);
    }

    /// <summary>
    /// The worst price at which an order that reduces a position needs no collateral: the position's zero price after fees, or the mark if
    /// the account is worth less. A worse price could hand the account's remaining margin to the other side of the trade and its debt to
    /// the insurance fund. Market orders that reduce are bounded by it, so they always pass.
    /// </summary>
    /// <param name="ledger">The account's own ledger.</param>
    /// <param name="markets">The account's stakes.</param>
    /// <param name="exposure">The stake to reduce, with a position.</param>
    /// <returns>Price units, at least 1; 1 or the market's largest price when no mark is known, which bounds nothing.</returns>
    public static long ReducingPriceBound(
        ReadOnlySpan<CollateralBalance> ledger,
        ReadOnlySpan<MarketExposure> markets,
        in MarketExposure exposure)
    {
        MarketRisk part = MarketRisk.Evaluate(exposure, ValuationPurpose.Liquidation);
        return ReducingPriceBound(
            exposure,
            AccountRisk.Evaluate(ledger, markets, ValuationPurpose.Liquidation),
            (long)part.MaintenanceQuanta,
            part.ValuationUnits);
    }

    // The same as the wide form, for accounts whose amounts leave enough of 64 bits free: nearly all.
    private static bool TryDecideNarrow(
        Int128 collateral,
        ReadOnlySpan<CollateralBalance> ledger,
        ReadOnlySpan<MarketExposure> markets,
        int index,
        in OrderTerms order,
        long freeBaseQuanta,
        out AdmissionDecision decision)
    {
        decision = default;
        ref readonly MarketExposure exposure = ref markets[index];
        if (!NarrowRisk.TrySum(collateral, markets, index, out NarrowRisk others)
            || !NarrowRisk.TryEvaluate(exposure, ValuationPurpose.NewRisk, out NarrowRisk part))
        {
            return false;
        }

        AccountRisk before = others.With(part);
        bool isWithinBound =
            IsWithinReducingBound(ledger, markets, exposure, order, before, part.MaintenanceQuanta, part.ValuationUnits);
        long reserve = Reserve(exposure, order, isWithinBound);
        var moves = new ExposureMove(part.WorstExposureLots, exposure.WorstExposureWith(order));
        if (!part.TryCharge(exposure.Parameters.MarginTiers.AsSpan(), moves.AfterLots, exposure.ReserveQuanta + reserve))
        {
            return false;
        }

        decision = Judge(exposure, order, moves, before, others.With(part), reserve, isWithinBound, freeBaseQuanta);
        return true;
    }

    private static AdmissionDecision DecideWide(
        Int128 collateral,
        ReadOnlySpan<CollateralBalance> ledger,
        ReadOnlySpan<MarketExposure> markets,
        int index,
        in OrderTerms order,
        long freeBaseQuanta)
    {
        ref readonly MarketExposure exposure = ref markets[index];
        MarketRisk part = MarketRisk.Evaluate(exposure, ValuationPurpose.NewRisk);
        var sum = new AccountRiskSum(collateral);
        for (int i = 0; i < markets.Length; i++)
        {
            if (i != index)
            {
                sum.Add(markets[i], ValuationPurpose.NewRisk);
            }
        }

        sum.Add(part, exposure.HasUntrustedPosition);
        AccountRisk before = sum.ToRisk();
        bool isWithinBound =
            IsWithinReducingBound(ledger, markets, exposure, order, before, (long)part.MaintenanceQuanta, part.ValuationUnits);
        long reserve = Reserve(exposure, order, isWithinBound);
        MarketExposure then = exposure.WithOrder(order, reserve);
        sum.Remove(part, exposure.HasUntrustedPosition);
        sum.Add(then, ValuationPurpose.NewRisk);
        var moves = new ExposureMove(MarketRisk.WorstExposure(exposure), MarketRisk.WorstExposure(then));
        return Judge(exposure, order, moves, before, sum.ToRisk(), reserve, isWithinBound, freeBaseQuanta);
    }

    private static AdmissionDecision Judge(
        in MarketExposure exposure,
        in OrderTerms order,
        ExposureMove moves,
        in AccountRisk before,
        in AccountRisk after,
        long reserveQuanta,
        bool isWithinBound,
        long freeBaseQuanta)
    {
        ResultCode code = exposure.Spec.Kind == MarketKind.Spot
            ? order.ReduceOnly ? ResultCode.InvalidRequest : JudgeSpot(exposure, order, after, freeBaseQuanta)
            : JudgePerpetual(exposure, moves, before, after);
        if (order.ReduceOnly && !order.WaitsForParent && code == ResultCode.Ok)
        {
            code = JudgeReduceOnly(exposure, order, isWithinBound);
        }

        return new AdmissionDecision(code, code == ResultCode.Ok ? reserveQuanta : 0, before, after);
    }

    private static long ReducingPriceBound(
        in MarketExposure exposure, in AccountRisk account, long maintenanceQuanta, long valuationUnits)
    {
        bool isLong = exposure.Row.SizeLots > 0;
        long mark = exposure.View.MarkUnits;
        if (exposure.View.Quality == MarkQuality.Missing)
        {
            return isLong ? 1 : exposure.Parameters.MaximumPriceUnits;
        }

        if (account.EquityQuanta <= 0 || account.MaintenanceQuanta == 0)
        {
            return mark;
        }

        long zero = ZeroPrice.Compute(
            exposure.Row.SizeLots,
            valuationUnits,
            account.EquityQuanta,
            maintenanceQuanta,
            account.MaintenanceQuanta,
            exposure.Spec);
        long bound = ZeroPrice.AfterFee(zero, isLong, Math.Max(0, exposure.Parameters.TakerFeePpm), mark);
        return Math.Clamp(bound, 1, Math.Max(mark, exposure.Parameters.MaximumPriceUnits));
    }

    // The closing part is free at a price that is no worse than the bound; everything else reserves its open loss and fee.
    private static long Reserve(in MarketExposure exposure, in OrderTerms order, bool isWithinBound)
    {
        if (order.ReduceOnly && !order.WaitsForParent)
        {
            return 0;
        }

        long free = isWithinBound && !order.WaitsForParent ? ClosingLots(exposure, order) : 0;
        OrderTerms charged = order with { QuantityLots = order.QuantityLots - free };
        return charged.QuantityLots > 0
            ? OrderReserve.Compute(
                exposure.Spec, exposure.Parameters, charged, charged.ReferenceUnits(exposure.View.MarkUnits))
            : 0;
    }

    private static bool IsWithinReducingBound(
        ReadOnlySpan<CollateralBalance> ledger,
        ReadOnlySpan<MarketExposure> markets,
        in MarketExposure exposure,
        in OrderTerms order,
        in AccountRisk risk,
        long maintenanceQuanta,
        long valuationUnits)
    {
        if (exposure.Spec.Kind == MarketKind.Spot || Reducible(exposure, order.Side) == 0)
        {
            return false;
        }

        // The bound is never better than the mark.
        long mark = exposure.View.MarkUnits;
        bool sells = order.Side == Side.Sell;
        if (mark > 0 && (sells ? order.PriceUnits >= mark : order.PriceUnits <= mark))
        {
            return true;
        }

        // Positions at fresh marks have one value, whatever the purpose.
        bool isTrusted = risk.UntrustedMarks == 0;
        if (isTrusted && TryIsWithinReducingBound(exposure, order, risk, maintenanceQuanta, out bool isWithin))
        {
            return isWithin;
        }

        long bound = isTrusted
            ? ReducingPriceBound(exposure, risk, maintenanceQuanta, valuationUnits)
            : ReducingPriceBound(ledger, markets, exposure);
        return sells ? order.PriceUnits >= bound : order.PriceUnits <= bound;
    }

    // The usual case, without computing the bound.
    private static bool TryIsWithinReducingBound(
        in MarketExposure exposure, in OrderTerms order, in AccountRisk risk, long maintenanceQuanta, out bool isWithin)
    {
        isWithin = false;
        if (risk.EquityQuanta <= 0 || risk.MaintenanceQuanta == 0
            || order.PriceUnits <= 0 || order.PriceUnits > exposure.Parameters.MaximumPriceUnits)
        {
            return false;
        }

        return ZeroPrice.TryIsReached(
            order.PriceUnits,
            exposure.Row.SizeLots,
            exposure.View.MarkUnits,
            risk.EquityQuanta,
            maintenanceQuanta,
            risk.MaintenanceQuanta,
            Math.Max(0, exposure.Parameters.TakerFeePpm),
            exposure.Spec,
            out isWithin);
    }

    // Lots of the order that can only close: not those that an earlier order may close first.
    private static long ClosingLots(in MarketExposure exposure, in OrderTerms order)
    {
        long reducible = Reducible(exposure, order.Side);
        long earlier = order.Side == Side.Sell ? exposure.SellLots : exposure.BuyLots;
        long left = reducible - Math.Min(exposure.ReduceOnlyLots, reducible) - earlier;
        return Math.Clamp(left, 0, order.QuantityLots);
    }

    private static long Reducible(in MarketExposure exposure, Side side) =>
        Math.Max(0, side == Side.Sell ? exposure.Row.SizeLots : -exposure.Row.SizeLots);

    // A reduce-only order reserves nothing, so it may not be able to lose more than the margin that it frees.
    private static ResultCode JudgeReduceOnly(in MarketExposure exposure, in OrderTerms order, bool isWithinBound)
    {
        if (Reducible(exposure, order.Side) == 0)
        {
            return ResultCode.NothingToReduce;
        }

        return isWithinBound ? ResultCode.Ok : ResultCode.InsufficientMargin;
    }

    private static ResultCode JudgePerpetual(
        in MarketExposure exposure, ExposureMove moves, in AccountRisk before, in AccountRisk after)
    {
        if (moves.AfterLots <= moves.BeforeLots && after.RequirementQuanta <= before.RequirementQuanta)
        {
            return ResultCode.Ok;
        }

        if (exposure.View.Quality != MarkQuality.Fresh)
        {
            return ResultCode.StalePrice;
        }

        if (moves.AfterLots > exposure.Parameters.MaximumPositionLots && moves.AfterLots > moves.BeforeLots)
        {
            return ResultCode.PositionLimit;
        }

        return after.FreeCollateralQuanta >= 0 ? ResultCode.Ok : ResultCode.InsufficientMargin;
    }

    // Spot leaves the margin system: it is bought with settled money only, never with unrealised profit.
    private static ResultCode JudgeSpot(in MarketExposure exposure, in OrderTerms order, in AccountRisk after, long freeBaseQuanta)
    {
        if (order.Side == Side.Sell)
        {
            Int128 needed = (Int128)order.QuantityLots * exposure.Spec.BaseQuantaPerLot;
            return needed <= freeBaseQuanta ? ResultCode.Ok : ResultCode.InsufficientBalance;
        }

        if (exposure.View.Quality != MarkQuality.Fresh)
        {
            return ResultCode.StalePrice;
        }

        return after.SettledFreeQuanta >= 0 ? ResultCode.Ok : ResultCode.InsufficientBalance;
    }

    // The worst exposure without and with an order.
    private readonly record struct ExposureMove(long BeforeLots, long AfterLots);
}
