using OrleansMarkets.Contracts.OrderBooks;

namespace OrleansMarkets.Grains.Couriers;

/// <summary>A book's answer to one command.</summary>
/// <param name="Reply">The answer, with the account's latest row.</param>
/// <param name="RowSequence">Sequence of the market up to which the row is settled, at least.</param>
internal readonly record struct BookAnswer(OrderReply Reply, long RowSequence);
