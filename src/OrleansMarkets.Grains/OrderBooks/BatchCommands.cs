using OrleansMarkets.Contracts.OrderBooks;

namespace OrleansMarkets.Grains.OrderBooks;

/// <summary>The commands of a batch by kind and place in the list of their kind.</summary>
internal static class BatchCommands
{
    /// <summary>Whose command it is.</summary>
    public static long AccountOf(CommandBatch batch, BatchedKind kind, int place) => kind switch
    {
        BatchedKind.Order => batch.Orders.ItemRef(place).Account,
        BatchedKind.Cancel => batch.Cancels.ItemRef(place).Account,
        BatchedKind.Amend => batch.Amendments.ItemRef(place).Account,
        _ => batch.MassCancels.ItemRef(place).Account,
    };
}
