using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

internal sealed partial class AdmissionRules
{
    /// <summary>Judges the form of an amendment.</summary>
    public static ResultCode CheckForm(in AmendCommand command)
    {
        bool namesOrder = command.OrderId > 0 || (command.OrderId == 0 && command.SubmitId != CommandId.None);
        bool isSound = namesOrder
            && WellKnownAccounts.MayTrade(command.Account)
            && command.Id != CommandId.None
            && command.Id != command.SubmitId
            && IsStamp(command.Stamp)
            && command.DeadlineNs > 0
            && command.PriceUnits >= 0
            && command.Lots >= 0
            && (command.PriceUnits > 0 || command.Lots > 0 || command.ChangesTrigger)
            && IsSoundTrigger(command)
            && command.CheckedVersion >= 0
            && command.CheckedLots >= 0
            && command.ReserveQuanta is >= 0 and <= MarketLimits.MaximumReserveQuanta
            && (command.Verdict == ResultCode.Ok || Verdicts.Contains(command.Verdict));
        return isSound ? ResultCode.Ok : ResultCode.InvalidRequest;
    }

    // A trigger price or a distance, of which there is one.
    private static bool IsSoundTrigger(in AmendCommand command) =>
        command is { TriggerUnits: >= 0, TrailUnits: >= 0, WorstPriceUnits: >= 0 }
        && command.TrailPpm is >= 0 and <= MarketLimits.MaximumTrailPpm
        && (command.TriggerUnits > 0 ? 1 : 0) + (command.TrailUnits > 0 ? 1 : 0) + (command.TrailPpm > 0 ? 1 : 0) <= 1;

    /// <summary>Judges the form of a mass cancel.</summary>
    public static ResultCode CheckForm(in MassCancelCommand command) =>
        WellKnownAccounts.MayTrade(command.Account)
        && command.Id != CommandId.None
        && IsStamp(command.Stamp)
        && command.DeadlineNs > 0
        && command.Side is 0 or Side.Buy or Side.Sell
            ? ResultCode.Ok
            : ResultCode.InvalidRequest;

    /// <summary>Judges the form of a cancel timer's setting.</summary>
    public static ResultCode CheckForm(in SetCancelTimerCommand command) =>
        WellKnownAccounts.MayTrade(command.Account)
        && IsStamp(command.Stamp)
        && command.AtNs >= 0
        && command.Kind <= CancelTimerKind.Disconnect
            ? ResultCode.Ok
            : ResultCode.InvalidRequest;

    private static bool AreInstructionsSound(in SubmitCommand command, bool isImmediate)
    {
        bool expires = command.TimeInForce == TimeInForce.GoodTillDate;
        if (command.Instructions is not { } instructions)
        {
            return !expires;
        }

        return (instructions.Parts & ~KnownParts) == 0
            && expires == (instructions.ExpiresNs != 0)
            && instructions.ExpiresNs >= 0
            && instructions.DisplayLots >= 0
            && (instructions.DisplayLots == 0 || !isImmediate)
            && instructions.SelfTrade <= SelfTradePolicy.Decrement
            && instructions.SelfTradeGroup >= 0;
    }

    private ResultCode CheckInstructions(OrderInstructions instructions)
    {
        if (instructions.ExpiresNs != 0 && instructions.ExpiresNs <= state.StepTimeNs)
        {
            return ResultCode.ExpiryPassed;
        }

        if (instructions.DisplayLots % state.Parameters.StepLots != 0)
        {
            return ResultCode.QuantityOffGrid;
        }

        return instructions.DisplayLots != 0 && instructions.DisplayLots < state.Parameters.MinimumLots
            ? ResultCode.QuantityTooSmall
            : ResultCode.Ok;
    }
}
