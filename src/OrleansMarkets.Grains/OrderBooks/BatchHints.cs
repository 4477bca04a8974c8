using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;

namespace OrleansMarkets.Grains.OrderBooks;

/// <summary>Asks early for what the commands of a batch will look up, each list of the batch a few commands ahead of its turn.</summary>
internal readonly struct BatchHints
{
    // Far enough ahead for memory to answer, and near enough that what came is still in the cache.
    private const int IdLead = 8;
    private const int ResultLead = 4;

    private readonly StepHints _hints;
    private readonly CommandBatch _batch;

    /// <summary>Begins a batch.</summary>
    /// <param name="hints">The market's.</param>
    /// <param name="batch">The batch.</param>
    public BatchHints(StepHints hints, CommandBatch batch)
    {
        _hints = hints;
        _batch = batch;
        for (int place = 0; place < IdLead; place++)
        {
            ExpectOrder(place);
            ExpectCancel(place);
        }
    }

    /// <summary>Looks ahead of a command that is executed next.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="place">Its place in the list of its kind.</param>
    public void Before(BatchedKind kind, int place)
    {
        if (kind == BatchedKind.Order)
        {
            ExpectOrder(place + IdLead);
            return;
        }

        if (kind != BatchedKind.Cancel)
        {
            return;
        }

        ExpectCancel(place + IdLead);
        if (place + ResultLead < _batch.Cancels.Length)
        {
            ref readonly CancelOrder soon = ref _batch.Cancels.ItemRef(place + ResultLead);
            _hints.ExpectResult(soon.Account, soon.Target.ToCore());
        }
    }

    private void ExpectOrder(int place)
    {
        if (place < _batch.Orders.Length)
        {
            ref readonly SubmitOrder order = ref _batch.Orders.ItemRef(place);
            _hints.Expect(order.Account, order.Id.ToCore());
        }
    }

    private void ExpectCancel(int place)
    {
        if (place < _batch.Cancels.Length)
        {
            ref readonly CancelOrder cancel = ref _batch.Cancels.ItemRef(place);
            _hints.Expect(cancel.Account, cancel.Id.ToCore());
            _hints.Expect(cancel.Account, cancel.Target.ToCore());
        }
    }
}
