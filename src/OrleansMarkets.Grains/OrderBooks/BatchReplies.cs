using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Grains.OrderBooks;

/// <summary>The form of a batch, and the reply to one of which nothing was executed.</summary>
internal static class BatchReplies
{
    /// <summary>Commands that a batch may have.</summary>
    public const int MaximumCommands = 1_024;

    /// <summary>Whether the lists fit the kinds and the batch is not too long.</summary>
    public static bool IsWellFormed(this CommandBatch batch)
    {
        if (batch.Kinds.IsDefaultOrEmpty || batch.Orders.IsDefault || batch.Cancels.IsDefault || batch.Kinds.Length > MaximumCommands)
        {
            return false;
        }

        int orders = 0;
        int cancels = 0;
        foreach (BatchedKind kind in batch.Kinds)
        {
            orders += kind == BatchedKind.Order ? 1 : 0;
            cancels += kind == BatchedKind.Cancel ? 1 : 0;
        }

        return orders + cancels == batch.Kinds.Length && orders == batch.Orders.Length && cancels == batch.Cancels.Length;
    }

    /// <summary>The reply to a batch that was refused whole.</summary>
    public static BatchReply Refused(ResultCode code, long epoch) => new(code, epoch, 0, [], []);
}
