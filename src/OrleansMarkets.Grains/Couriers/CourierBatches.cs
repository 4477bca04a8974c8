using System.Collections.Immutable;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Grains.Couriers;

/// <summary>Calls into one message, and its reply back to those who wait for it.</summary>
internal static class CourierBatches
{
    /// <summary>Makes the message of a batch.</summary>
    public static CommandBatch Pack(ReadOnlySpan<BookCommand> commands)
    {
        int orderCount = 0;
        int cancelCount = 0;
        foreach (BookCommand command in commands)
        {
            orderCount += command.Kind == BatchedKind.Order ? 1 : 0;
            cancelCount += command.Kind == BatchedKind.Cancel ? 1 : 0;
        }

        ImmutableArray<BatchedKind>.Builder kinds = ImmutableArray.CreateBuilder<BatchedKind>(commands.Length);
        ImmutableArray<SubmitOrder>.Builder orders = ImmutableArray.CreateBuilder<SubmitOrder>(orderCount);
        ImmutableArray<CancelOrder>.Builder cancels = ImmutableArray.CreateBuilder<CancelOrder>(cancelCount);
        ImmutableArray<AmendOrder> amendments = [];
        ImmutableArray<CancelOrders> massCancels = [];
        for (int place = 0; place < commands.Length; place++)
        {
            BookCommand command = commands[place];
            command.Place = place;
            kinds.Add(command.Kind);
            switch (command)
            {
                case BookOrder order: orders.Add(order.ToMessage()); break;
                case BookCancel cancel: cancels.Add(cancel.ToMessage()); break;
                case BookAmend amendment: amendments = amendments.Add(amendment.ToMessage()); break;
                default: massCancels = massCancels.Add(((BookMassCancel)command).ToMessage()); break;
            }
        }

        return new CommandBatch(kinds.MoveToImmutable(), orders.MoveToImmutable(), cancels.MoveToImmutable(), amendments, massCancels);
    }

    /// <summary>The reply to a command that travelled alone, as that of a batch of one.</summary>
    public static BatchReply OfOne(in OrderReply reply) => new(
        ResultCode.Ok,
        reply.MarketEpoch,
        reply.Sequence,
        [
            new CommandAnswer(
                0,
                reply.Code,
                reply.OrderId,
                reply.Status,
                reply.FilledLots,
                reply.FilledNotionalQuanta,
                reply.RemainingLots,
                reply.Sequence,
                reply.IsReplay),
        ],
        [reply.Row]);
}
