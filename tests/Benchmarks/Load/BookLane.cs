using System.Collections.Immutable;
using OrleansMarkets.Benchmarks.Venue;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Grains.Hosting;

namespace OrleansMarkets.Benchmarks.Load;

/// <summary>
/// Batches of commands straight to one book, one after the other, in the mix of <see cref="OrderLane"/>: what couriers send, without the
/// accounts' checks. The accounts take turns within a batch.
/// </summary>
/// <param name="book">The book.</param>
/// <param name="accounts">Accounts whose commands they are: 1 to this number; nobody else may send for them.</param>
/// <param name="batch">Commands of a batch.</param>
/// <param name="orders">Makes the orders.</param>
/// <param name="tally">Counts the answers.</param>
internal sealed class BookLane(IOrderBookGrain book, int accounts, int batch, OrderMix orders, OrderTally tally) : ILane
{
    private const int NewPercent = 50;
    private const int CancelPercent = 45;
    private const int MaximumRestingPerAccount = 200;
    private const long DeadlineNs = 5_000_000_000;
    private const long ReserveQuantaPerLot = 2 * BenchMarkets.Usdt;

    // An account's grain that is pushed a row finds its own epoch in it: that of its first activation.
    private const long Epoch = 1;

    private readonly Queue<CommandKey>[] _resting = [.. Enumerable.Range(0, accounts).Select(_ => new Queue<CommandKey>())];
    private readonly long[] _numbers = new long[accounts];
    private int _next;

    /// <inheritdoc/>
    public async Task Step()
    {
        BatchReply reply = await book.Execute(Next());
        foreach (ref readonly CommandAnswer answer in reply.Answers.AsSpan())
        {
            tally.Count(answer.Code);
        }
    }

    private CommandBatch Next()
    {
        ImmutableArray<BatchedKind>.Builder kinds = ImmutableArray.CreateBuilder<BatchedKind>(batch);
        ImmutableArray<SubmitOrder>.Builder submits = ImmutableArray.CreateBuilder<SubmitOrder>(batch);
        ImmutableArray<CancelOrder>.Builder cancels = ImmutableArray.CreateBuilder<CancelOrder>(batch);
        long deadline = TimeProvider.System.NowNs() + DeadlineNs;
        for (int i = 0; i < batch; i++)
        {
            int account = _next++ % accounts;
            Queue<CommandKey> resting = _resting[account];
            int drawn = orders.Percent();
            bool cancelling = resting.Count >= MaximumRestingPerAccount || (drawn >= NewPercent && drawn < NewPercent + CancelPercent);
            if (cancelling && resting.TryDequeue(out CommandKey oldest))
            {
                kinds.Add(BatchedKind.Cancel);
                cancels.Add(new CancelOrder(account + 1, NextCall(account), orders.NextId(), deadline, OrderId: 0, oldest));
            }
            else
            {
                kinds.Add(BatchedKind.Order);
                submits.Add(Submit(account, drawn < NewPercent + CancelPercent, deadline));
            }
        }

        return new CommandBatch(kinds.MoveToImmutable(), submits.DrainToImmutable(), cancels.DrainToImmutable(), [], []);
    }

    private SubmitOrder Submit(int account, bool rests, long deadline)
    {
        PlaceOrder order = rests ? orders.NewResting() : orders.NewCrossing();
        if (rests)
        {
            _resting[account].Enqueue(order.Id);
        }

        return new SubmitOrder(
            account + 1,
            NextCall(account),
            order.Id,
            deadline,
            ParametersVersion: 1,
            order.Side,
            order.Type,
            order.TimeInForce,
            order.Flags,
            order.PriceUnits,
            WorstPriceUnits: 0,
            order.QuantityLots,
            ResultCode.Ok,
            order.QuantityLots * ReserveQuantaPerLot);
    }

    private CallNumber NextCall(int account) => new(Epoch, ++_numbers[account]);
}
