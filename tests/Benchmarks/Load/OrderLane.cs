using Orleans;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Benchmarks.Load;

/// <summary>
/// A trader with one command outstanding: half are new resting orders, 45 % cancel the oldest one that rests, 5 % cross. Commands go one by
/// one, never in batches.
/// </summary>
internal sealed class OrderLane : ILane
{
    private const int NewPercent = 50;
    private const int CancelPercent = 45;
    private const int MaximumResting = 12;

    private readonly ICrossMarginGrain _account;
    private readonly OrderMix _orders;
    private readonly OrderTally _tally;
    private readonly Queue<PlaceOrder> _resting = new(MaximumResting + 1);
    private PlaceOrder? _placed;
    private Task<PlaceResult>? _answer;

    public OrderLane(IGrainFactory client, long account, OrderMix orders, OrderTally tally)
    {
        _account = client.GetGrain<ICrossMarginGrain>(account);
        _orders = orders;
        _tally = tally;
    }

    /// <inheritdoc/>
    public Task Step()
    {
        TakeAnswer();
        int drawn = _orders.Percent();
        bool cancels = _resting.Count >= MaximumResting || (drawn >= NewPercent && drawn < NewPercent + CancelPercent);
        _answer = cancels && _resting.TryDequeue(out PlaceOrder? oldest)
            ? Cancel(oldest)
            : Place(drawn < NewPercent + CancelPercent ? _orders.NewResting() : _orders.NewCrossing());
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
        _tally.Count(result.Code);
    }

    private Task<PlaceResult> Place(PlaceOrder order)
    {
        _placed = order;
        return _account.PlaceOrder(order);
    }

    private Task<PlaceResult> Cancel(PlaceOrder order) =>
        _account.CancelOrder(new CancelRequest(_orders.NextId(), order.Symbol, 0, order.Id, DeadlineNs: 0));
}
