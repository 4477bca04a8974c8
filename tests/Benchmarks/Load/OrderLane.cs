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

    public OrderLane(IGrainFactory client, long account, OrderMix orders, OrderTally tally)
    {
        _account = client.GetGrain<ICrossMarginGrain>(account);
        _orders = orders;
        _tally = tally;
    }

    /// <inheritdoc/>
    public Task Step()
    {
        int drawn = _orders.Percent();
        bool cancels = _resting.Count >= MaximumResting || (drawn >= NewPercent && drawn < NewPercent + CancelPercent);
        if (cancels && _resting.TryDequeue(out PlaceOrder? oldest))
        {
            return Cancel(oldest);
        }

        return Place(drawn < NewPercent + CancelPercent ? _orders.NewResting() : _orders.NewCrossing());
    }

    private async Task Place(PlaceOrder order)
    {
        PlaceResult result = await _account.PlaceOrder(order);
        if (result.Status is OrderStatus.Open or OrderStatus.PartiallyFilled && order.TimeInForce == TimeInForce.GoodTillCancelled)
        {
            _resting.Enqueue(order);
        }

        _tally.Count(result.Code);
    }

    private async Task Cancel(PlaceOrder order)
    {
        var cancel = new CancelRequest(_orders.NextId(), order.Symbol, 0, order.Id, DeadlineNs: 0);
        PlaceResult result = await _account.CancelOrder(cancel);
        _tally.Count(result.Code);
    }
}
