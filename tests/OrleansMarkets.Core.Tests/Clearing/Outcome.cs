using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Core.Tests.Clearing;

/// <summary>A copy of a step's outcome that outlives the step.</summary>
internal sealed record Outcome(
    ResultCode Code,
    CommandResult Result,
    LiquidationResult Liquidation,
    ClearingRow Row,
    bool HasRecord,
    bool IsRepeat,
    bool BoundariesDue,
    long[] Touched)
{
    public static Outcome Of(in StepOutcome step) => new(
        step.Code,
        step.Result,
        step.Liquidation,
        step.Row,
        step.HasRecord,
        step.IsRepeat,
        step.BoundariesDue,
        step.TouchedAccounts.ToArray());
}
