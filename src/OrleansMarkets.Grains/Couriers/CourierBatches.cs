using System.Collections.Immutable;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Grains.Couriers;

/// <summary>Commands into a batch, and its answers back to those who wait for them.</summary>
internal static class CourierBatches
{
    /// <summary>Makes the message of a batch.</summary>
    public static CommandBatch Pack(ReadOnlySpan<BookCall> calls)
    {
        int orderCount = 0;
        foreach (BookCall call in calls)
        {
            orderCount += call.Kind == BatchedKind.Order ? 1 : 0;
        }

        ImmutableArray<BatchedKind>.Builder kinds = ImmutableArray.CreateBuilder<BatchedKind>(calls.Length);
        ImmutableArray<SubmitOrder>.Builder orders = ImmutableArray.CreateBuilder<SubmitOrder>(orderCount);
        ImmutableArray<CancelOrder>.Builder cancels = ImmutableArray.CreateBuilder<CancelOrder>(calls.Length - orderCount);
        foreach (BookCall call in calls)
        {
            kinds.Add(call.Kind);
            if (call.Kind == BatchedKind.Order)
            {
                orders.Add(call.Order);
            }
            else
            {
                cancels.Add(call.Cancel);
            }
        }

        return new CommandBatch(kinds.MoveToImmutable(), orders.MoveToImmutable(), cancels.MoveToImmutable());
    }

    /// <summary>Gives every command its answer and its account's row.</summary>
    public static void HandOut(ReadOnlySpan<BookCall> calls, BatchReply reply)
    {
        if (reply.Code != ResultCode.Ok)
        {
            foreach (BookCall call in calls)
            {
                call.SetResult(new BookAnswer(default(OrderReply) with { Code = reply.Code }, reply.Sequence));
            }

            return;
        }

        for (int i = 0; i < calls.Length; i++)
        {
            CommandAnswer answer = reply.Answers[i];
            var single = new OrderReply(
                answer.Code,
                answer.OrderId,
                answer.Status,
                answer.FilledLots,
                answer.FilledNotionalQuanta,
                answer.RemainingLots,
                answer.Sequence,
                reply.MarketEpoch,
                answer.IsReplay,
                reply.Rows[answer.Row]);
            calls[i].SetResult(new BookAnswer(single, reply.Sequence));
        }
    }

    /// <summary>Tells everyone that the batch failed: what became of its commands is unknown.</summary>
    public static void Fail(ReadOnlySpan<BookCall> calls, Exception failure)
    {
        foreach (BookCall call in calls)
        {
            call.SetException(failure);
        }
    }
}
