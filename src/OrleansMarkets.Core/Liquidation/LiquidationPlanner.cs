using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Liquidation;

/// <summary>
/// Plans liquidation: which market first, how much, at which limit. Partial before whole, the most margin relief per cost first, and only
/// at fresh marks. Every step reduces maintenance margin by at least one quantum, so a liquidation ends (mechanics 2.2 and 2.15).
/// </summary>
public static class LiquidationPlanner
{
    /// <summary>Plans the next step.</summary>
    /// <param name="ledger">The account's own ledger.</param>
    /// <param name="markets">The account's stakes, from rows that were read after its opening orders were cancelled.</param>
    /// <param name="estimatedSpreadPpm">For each market the expected distance of a closing fill from the mark, ppm of it.</param>
    /// <param name="failedSteps">Steps in a row that closed nothing.</param>
    /// <param name="holdQuanta">Insurance held for the episode, quanta; null while it was not asked for.</param>
    public static LiquidationPlan Plan(
        ReadOnlySpan<CollateralBalance> ledger,
        ReadOnlySpan<MarketExposure> markets,
        ReadOnlySpan<long> estimatedSpreadPpm,
        int failedSteps,
        long? holdQuanta)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(estimatedSpreadPpm.Length, markets.Length);
        AccountRisk risk = AccountRisk.Evaluate(ledger, markets, ValuationPurpose.Liquidation);
        LiquidationStage stage = LossWaterfall.Decide(risk, HasPositions(markets), failedSteps, holdQuanta);
        bool againstBook = stage is LiquidationStage.Liquidating or LiquidationStage.Insolvent;
        int best = againstBook ? MostReliefPerCost(markets, estimatedSpreadPpm) : -1;
        return new LiquidationPlan(stage, risk, best < 0 ? null : PlanStep(risk, markets[best], best, estimatedSpreadPpm[best]));
    }

    /// <summary>Lots to close in one step so that equity reaches (1 + buffer) × maintenance margin, within the step's bounds.</summary>
    /// <param name="risk">The account.</param>
    /// <param name="exposure">The position to close.</param>
    /// <param name="part">Its risk.</param>
    /// <param name="costPpm">Expected cost of closing: spread and fees, ppm of notional.</param>
    /// <returns>Lots, from 1 to the whole position.</returns>
    public static long CloseLots(in AccountRisk risk, in MarketExposure exposure, in MarketRisk part, long costPpm)
    {
        MarketParameters parameters = exposure.Parameters;
        LiquidationParameters rules = RulesOf(exposure);
        long position = Math.Abs(exposure.Row.SizeLots);
        if (risk.EquityQuanta < 0 || part.NotionalQuanta <= rules.FullCloseNotionalQuanta)
        {
            return position;
        }

        var target = new CloseTarget(risk, exposure, part, costPpm, rules.BufferPpm);
        long wanted = RoundUp(target.SmallestSufficient(), parameters.StepLots);
        long largest = IntegerMath.MulDiv(position, rules.MaximumStepPpm, IntegerMath.Ppm, RoundingDirection.Down);
        long cap = Math.Max(parameters.StepLots, largest / parameters.StepLots * parameters.StepLots);
        long lots = Math.Min(position, Math.Min(wanted, cap));
        bool leavesDust = position - lots < parameters.MinimumLots;
        return leavesDust || target.MaintenanceAfter(lots) >= risk.MaintenanceQuanta ? position : lots;
    }

    private static LiquidationStep PlanStep(in AccountRisk risk, in MarketExposure exposure, int index, long spreadPpm)
    {
        MarketRisk part = MarketRisk.Evaluate(exposure, ValuationPurpose.Liquidation);
        long size = exposure.Row.SizeLots;
        long zero = ZeroPrice.Compute(
            size, part.ValuationUnits, risk.EquityQuanta, (long)part.MaintenanceQuanta, risk.MaintenanceQuanta, exposure.Spec);
        return new LiquidationStep(
            index,
            size > 0 ? Side.Sell : Side.Buy,
            CloseLots(risk, exposure, part, CostPpm(exposure, spreadPpm)),
            LiquidationLimit.Compute(exposure, part, risk.EquityQuanta, zero),
            zero);
    }

    // The market whose average maintenance rate is the largest multiple of its closing cost; ties go to more relief, then to the symbol.
    private static int MostReliefPerCost(ReadOnlySpan<MarketExposure> markets, ReadOnlySpan<long> spreadPpm)
    {
        int best = -1;
        Int128 bestRate = 0;
        Int128 bestCost = 1;
        Int128 bestRelief = 0;
        for (int i = 0; i < markets.Length; i++)
        {
            ref readonly MarketExposure exposure = ref markets[i];
            MarketRisk part = MarketRisk.Evaluate(exposure, ValuationPurpose.Liquidation);
            bool canClose = exposure.Spec.Kind != MarketKind.Spot && part.NotionalQuanta > 0 && exposure.View.Quality == MarkQuality.Fresh;
            if (!canClose)
            {
                continue;
            }

            Int128 rate = IntegerMath.Divide(part.MaintenanceQuanta * IntegerMath.Ppm, part.NotionalQuanta, RoundingDirection.Down);
            Int128 cost = Math.Max(1, CostPpm(exposure, spreadPpm[i]));
            int order = best < 0 ? 1 : (rate * bestCost).CompareTo(bestRate * cost);
            order = order != 0 ? order : part.MaintenanceQuanta.CompareTo(bestRelief);
            order = order != 0 ? order : string.CompareOrdinal(markets[best].Spec.Symbol, exposure.Spec.Symbol);
            if (order > 0)
            {
                (best, bestRate, bestCost, bestRelief) = (i, rate, cost, part.MaintenanceQuanta);
            }
        }

        return best;
    }

    private static bool HasPositions(ReadOnlySpan<MarketExposure> markets)
    {
        foreach (ref readonly MarketExposure exposure in markets)
        {
            if (exposure.Spec.Kind != MarketKind.Spot && exposure.Row.SizeLots != 0)
            {
                return true;
            }
        }

        return false;
    }

    private static long CostPpm(in MarketExposure exposure, long spreadPpm) =>
        spreadPpm + Math.Max(0, exposure.Parameters.TakerFeePpm) + RulesOf(exposure).FeePpm;

    private static LiquidationParameters RulesOf(in MarketExposure exposure) =>
        exposure.Parameters.Liquidation ?? throw new InvalidOperationException($"{exposure.Spec.Symbol} has no liquidation rules.");

    private static long RoundUp(long lots, long step) => checked((lots + step - 1) / step * step);
}
