using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;

namespace OrleansMarkets.Simulation.Evidence;

/// <summary>
/// Orders with an end and dead man's switches (I39): nothing trades after its time, whatever is due is gone with the first step of that
/// time, and nothing goes before it.
/// </summary>
/// <param name="book">Orders that rest.</param>
/// <param name="waiting">Orders that wait.</param>
/// <param name="counts">How often what happened.</param>
internal sealed class DueTrail(BookTrail book, WaitingTrail waiting, MarketCounts counts)
{
    private readonly Dictionary<(long Account, CancelTimerKind Kind), long> _timers = [];

    /// <summary>A switch is set, cleared, or has fired.</summary>
    public void Set(in CancelTimerSetEvent set, StepTrail step)
    {
        bool isFired = set.AtNs == 0 && _timers.TryGetValue((set.Account, set.Kind), out long at) && at <= step.TimeNs;
        step.Require(
            isFired || step.Header.Command == CommandKind.SetCancelTimer, "I39", $"{set}: nobody asked, and it was not due");
        if (isFired)
        {
            Fire(set.Account, step);
        }

        if (set.AtNs == 0)
        {
            _timers.Remove((set.Account, set.Kind));
        }
        else
        {
            _timers[(set.Account, set.Kind)] = set.AtNs;
            counts.SwitchesSet++;
        }
    }

    /// <summary>Lots of an order leave because its time has come.</summary>
    public void Note(CancelReason reason, long account, OrderInstructions instructions, StepTrail step)
    {
        if (reason == CancelReason.Expired)
        {
            bool isDue = instructions.ExpiresNs != 0 && instructions.ExpiresNs <= step.TimeNs;
            step.Require(isDue, "I39", $"an order of {account} expired at {step.TimeNs}: {instructions}");
        }

        if (reason == CancelReason.TimerRanOut)
        {
            bool isDue = _timers.Any(timer => timer.Key.Account == account && timer.Value <= step.TimeNs);
            step.Require(isDue, "I39", $"no switch of {account} is due at {step.TimeNs}");
        }
    }

    /// <summary>A record has ended: nothing of the past is left.</summary>
    public void EndStep(StepTrail step)
    {
        // The name of a poison is written without the market: the next step does what is due.
        if (step.Header.Command == CommandKind.Quarantine)
        {
            return;
        }

        foreach (((long account, CancelTimerKind kind), long at) in _timers)
        {
            bool isNew = step.Header.Command == CommandKind.SetCancelTimer;
            step.Require(at > step.TimeNs || isNew, "I39", $"the switch {kind} of {account} was due at {at}, it is {step.TimeNs}");
        }

        foreach (NaiveOrder order in book.Orders)
        {
            RequireAlive(order.OrderId, order.Instructions, step);
        }

        foreach (NaiveWaiting order in waiting.Orders)
        {
            RequireAlive(order.OrderId, order.First.Instructions, step);
        }
    }

    private static void RequireAlive(long orderId, OrderInstructions instructions, StepTrail step) => step.Require(
        instructions.ExpiresNs == 0 || instructions.ExpiresNs > step.TimeNs,
        "I39",
        $"order {orderId} should be gone since {instructions.ExpiresNs}, it is {step.TimeNs}");

    private void Fire(long account, StepTrail step)
    {
        bool isEmpty = !book.Orders.Any(order => order.Account == account) && !waiting.Orders.Any(order => order.Account == account);
        step.Require(isEmpty, "I39", $"the switch of {account} has left orders behind");
        counts.SwitchesFired++;
    }
}
