using System.Collections.Immutable;
using Orleans;
using OrleansMarkets.Contracts.OrderBooks;

namespace OrleansMarkets.Simulation.Planted;

/// <summary>Lets a planted fault change a command however it travels: alone or in a batch.</summary>
internal static class BatchEditing
{
    /// <summary>Changes the orders of a call to a book.</summary>
    public static void ChangeOrders(this IIncomingGrainCallContext context, Func<SubmitOrder, SubmitOrder> change)
    {
        switch (context.MethodName)
        {
            case nameof(IOrderBookGrain.Submit):
                context.Request.SetArgument(0, change((SubmitOrder)context.Request.GetArgument(0)!));
                break;
            case nameof(IOrderBookGrain.Execute) when context.Grain is IOrderBookGrain:
                var batch = (CommandBatch)context.Request.GetArgument(0)!;
                context.Request.SetArgument(0, batch with { Orders = [.. batch.Orders.Select(change)] });
                break;
        }
    }

    /// <summary>Changes the amendments of a call to a book.</summary>
    public static void ChangeAmendments(this IIncomingGrainCallContext context, Func<AmendOrder, AmendOrder> change)
    {
        switch (context.MethodName)
        {
            case nameof(IOrderBookGrain.Amend):
                context.Request.SetArgument(0, change((AmendOrder)context.Request.GetArgument(0)!));
                break;
            case nameof(IOrderBookGrain.Execute) when context.Grain is IOrderBookGrain:
                var batch = (CommandBatch)context.Request.GetArgument(0)!;
                context.Request.SetArgument(0, batch with { Amendments = [.. batch.Amendments.Select(change)] });
                break;
        }
    }

    /// <summary>Changes the cancels of a call to a book.</summary>
    /// <returns>Whether there were any.</returns>
    public static bool ChangeCancels(this IIncomingGrainCallContext context, Func<CancelOrder, CancelOrder> change)
    {
        switch (context.MethodName)
        {
            case nameof(IOrderBookGrain.Cancel):
                context.Request.SetArgument(0, change((CancelOrder)context.Request.GetArgument(0)!));
                return true;
            case nameof(IOrderBookGrain.Execute) when context.Grain is IOrderBookGrain:
                var batch = (CommandBatch)context.Request.GetArgument(0)!;
                context.Request.SetArgument(0, batch with { Cancels = [.. batch.Cancels.Select(change)] });
                return batch.Cancels.Length > 0;
            default:
                return false;
        }
    }

    /// <summary>The answers with those of the cancels changed.</summary>
    public static BatchReply WithCancelAnswers(
        this BatchReply reply, CommandBatch batch, Func<CommandAnswer, CommandAnswer> change)
    {
        ImmutableArray<CommandAnswer>.Builder answers = reply.Answers.ToBuilder();
        for (int i = 0; i < answers.Count; i++)
        {
            answers[i] = batch.Kinds[i] == BatchedKind.Cancel ? change(answers[i]) : answers[i];
        }

        return reply with { Answers = answers.ToImmutable() };
    }
}
