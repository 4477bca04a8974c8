using OrleansMarkets.Core.Margin;

namespace OrleansMarkets.Core.Liquidation;

/// <summary>The loss waterfall: which stage an account is in. Anyone may ask; the numbers decide, never the caller.</summary>
public static class LossWaterfall
{
    /// <summary>Steps in a row that closed nothing, after which the book is given up.</summary>
    public const int MaximumFailedSteps = 3;

    /// <summary>Decides the stage.</summary>
    /// <param name="risk">The account at fresh marks, valued for liquidation.</param>
    /// <param name="hasPositions">Whether any margined position is left.</param>
    /// <param name="failedSteps">Steps in a row that closed nothing.</param>
    /// <param name="holdQuanta">Insurance held for the episode, quanta; null while it was not asked for.</param>
    public static LiquidationStage Decide(in AccountRisk risk, bool hasPositions, int failedSteps, long? holdQuanta)
    {
        if (risk.EquityQuanta >= risk.MaintenanceQuanta)
        {
            return risk.FreeCollateralQuanta >= 0 ? LiquidationStage.Healthy : LiquidationStage.Restricted;
        }

        bool bookGivesNothing = hasPositions && failedSteps >= MaximumFailedSteps;
        if (risk.EquityQuanta >= 0)
        {
            return bookGivesNothing ? LiquidationStage.Deleveraging : LiquidationStage.Liquidating;
        }

        bool isUncovered = hasPositions && holdQuanta is { } hold && hold < Deficit(risk.EquityQuanta);
        return bookGivesNothing || isUncovered ? LiquidationStage.Deleveraging : LiquidationStage.Insolvent;
    }

    /// <summary>What insurance has to pay for an account to owe nothing: the exact deficit, quanta.</summary>
    public static long Deficit(long equityQuanta) => Math.Max(0, -equityQuanta);
}
