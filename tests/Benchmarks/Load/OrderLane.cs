using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Benchmarks.Load;

/// <summary>
/// A trader with one command outstanding: half are new resting orders, 45 % cancel the oldest one that rests, 5 % cross. Whether its
/// command travels with those of other lanes is up to the entry.
/// </summary>
/// <param name="entry">The way to the account.</param>
/// <param name="orders">Makes the orders.</param>
/// <param name="tally">Counts the answers.</param>
internal sealed class OrderLane(IOrderEntry entry, OrderMix orders, OrderTally tally) : ILane
{
    private const int NewPercent = 50;
    private const int CancelPercent = 45;
    private const int MaximumResting = 12;

    private readonly Queue<PlaceOrder> _resting = new(MaximumResting + 1);
    private PlaceOrder? _placed;
    private Task<PlaceResult>? _answer;

    /// <inheritdoc/>
    public Task Step()
    {
        TakeAnswer();
        int drawn = orders.Percent();
        bool cancels = _resting.Count >= MaximumResting || (drawn >= NewPercent && drawn < NewPercent + CancelPercent);
        _answer = cancels && _resting.TryDequeue(out PlaceOrder? oldest)
            ? Cancel(oldest)
            : Place(drawn < NewPercent + CancelPercent ? orders.NewResting() : orders.NewCrossing());
        return _answer;
    }

    // Of the call before, when the next is made: a state machine around each call would be measured with it.
    private void TakeAnswer()
    {
        if (_answer is not { IsCompletedSuccessfully: true } answer)
        {
            return;
        }

        PlaceResult result = answer.Result;
        if (_placed is { TimeInForce: TimeInForce.GoodTillCancelled } order
            && (result.Status is OrderStatus.Open or OrderStatus.PartiallyFilled))
        {
            _resting.Enqueue(order);
        }

        _placed = null;
        tally.Count(result.Code);
    }

    private Task<PlaceResult> Place(PlaceOrder order)
    {
        _placed = order;
        return entry.Place(order);
    }

    private Task<PlaceResult> Cancel(PlaceOrder order) =>
        entry.Cancel(new CancelRequest(orders.NextId(), order.Symbol, 0, order.Id, DeadlineNs: 0));
}
