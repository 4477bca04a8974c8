using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <summary>
/// Decides what cancels many orders of an account. An account has at most <see cref="MarketLimits.MaximumOpenOrders"/>, so that one step
/// takes them all.
/// </summary>
/// <param name="state">The market's state.</param>
/// <param name="sink">Where decisions go.</param>
/// <param name="orders">Stamps, results and the orders themselves.</param>
internal sealed class MassCancelDesk(MarketState state, EventSink sink, OrderDesk orders)
{
    /// <summary>Decides a mass cancel.</summary>
    /// <param name="command">The command, of sound form.</param>
    /// <param name="isRepeat">Whether the result is an earlier step's.</param>
    public CommandResult Cancel(in MassCancelCommand command, out bool isRepeat)
    {
        ulong hash = CommandHash.Of(command);
        if (orders.IsSettledBefore(command.Account, command.Id, command.Stamp, hash, out CommandResult known, out isRepeat))
        {
            return known;
        }

        int index = orders.RaiseStamp(command.Account, command.Stamp);
        var result = new CommandResult(ResultCode.DeadlineExpired, state.StepSequence);
        if (orders.Admission.IsInTime(command.DeadlineNs))
        {
            long lots = orders.CancelOrders(index, OrderFlags.None, CancelReason.Requested, command.Side, command.Tag);
            CancelReason reason = lots > 0 ? CancelReason.Requested : CancelReason.None;
            result = new CommandResult(ResultCode.Ok, state.StepSequence, CancelledLots: lots, CancelReason: reason);
        }

        orders.Store(command.Account, command.Id, hash, command.DeadlineNs, result);
        return result;
    }

    /// <summary>Decides a cancel timer's setting; a time that has come already cancels with the next step.</summary>
    /// <param name="command">The command, of sound form.</param>
    public ResultCode SetTimer(in SetCancelTimerCommand command)
    {
        if (!orders.IsNewest(command.Account, command.Stamp))
        {
            return ResultCode.Superseded;
        }

        int index = orders.RaiseStamp(command.Account, command.Stamp);
        if (state.CancelTimers.TimeOf(MarketState.TimerOf(index, command.Kind)) != command.AtNs)
        {
            sink.Emit(new CancelTimerSetEvent(command.Account, command.AtNs, command.Kind));
        }

        return ResultCode.Ok;
    }
}
