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
        bool isWhole = !batch.Kinds.IsDefaultOrEmpty
            && !batch.Orders.IsDefault
            && !batch.Cancels.IsDefault
            && !batch.Amendments.IsDefault
            && !batch.MassCancels.IsDefault;
        if (!isWhole || batch.Kinds.Length > MaximumCommands)
        {
            return false;
        }

        Span<int> counts = stackalloc int[(int)BatchedKind.CancelMany + 1];
        foreach (BatchedKind kind in batch.Kinds)
        {
            if (kind is < BatchedKind.Order or > BatchedKind.CancelMany)
            {
                return false;
            }

            counts[(int)kind]++;
        }

        return counts[(int)BatchedKind.Order] == batch.Orders.Length
            && counts[(int)BatchedKind.Cancel] == batch.Cancels.Length
            && counts[(int)BatchedKind.Amend] == batch.Amendments.Length
            && counts[(int)BatchedKind.CancelMany] == batch.MassCancels.Length;
    }

    /// <summary>The reply to a batch that was refused whole.</summary>
    public static BatchReply Refused(ResultCode code, long epoch) => new(code, epoch, 0, [], []);
}
