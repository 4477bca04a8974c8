using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Simulation.Evidence;

/// <summary>
/// Mass cancels (I17): what they name is gone, resting and waiting, nothing else goes, and the result tells how much it was.
/// </summary>
/// <param name="book">Orders that rest.</param>
/// <param name="waiting">Orders that wait.</param>
internal sealed class MassCancelTrail(BookTrail book, WaitingTrail waiting)
{
    private long _goneLots;

    /// <summary>Lots of an order leave without trading.</summary>
    public void Note(CancelReason reason, long account, Side side, long tag, long lots, StepTrail step)
    {
        if (step.MassCancel is { } command && reason == CancelReason.Requested)
        {
            step.Require(IsNamed(command, account, side, tag), "I17", $"{lots} lots {side} of {account} with tag {tag} left for {command}");
            _goneLots += lots;
        }
    }

    /// <summary>The command has its result.</summary>
    public void Finish(in ResultStoredEvent stored, StepTrail step)
    {
        if (step.MassCancel is not { } command || stored.Account != command.Account || stored.Id != command.Id)
        {
            return;
        }

        bool isDone = stored.Result.Code == ResultCode.Ok;
        bool isLeft = book.Orders.Any(order => IsNamed(command, order.Account, order.Side, order.Instructions.Tag))
            || waiting.Orders.Any(order => IsNamed(command, order.Account, order.Side, order.First.Instructions.Tag));
        step.Require(!isDone || !isLeft, "I17", $"{command} has left orders behind");
        step.Require(stored.Result.CancelledLots == _goneLots, "I17", $"{stored.Result}, but {_goneLots} lots left for {command}");
    }

    /// <summary>A record has ended.</summary>
    public void EndStep() => _goneLots = 0;

    private static bool IsNamed(in MassCancelCommand command, long account, Side side, long tag) =>
        account == command.Account
        && (command.Side == 0 || command.Side == side)
        && (command.Tag == 0 || command.Tag == tag);
}
