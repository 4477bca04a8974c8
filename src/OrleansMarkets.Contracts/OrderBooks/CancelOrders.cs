using Orleans;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>A mass cancel on its way from the account's cross-margin grain to a book.</summary>
/// <param name="Account">The account.</param>
/// <param name="Call">The pair of this call.</param>
/// <param name="Id">The id of this command.</param>
/// <param name="DeadlineNs">Executed before this Unix time in nanoseconds or not at all.</param>
/// <param name="Side">Only orders of this side; zero for both.</param>
/// <param name="Tag">Only orders with this tag; zero for all.</param>
[GenerateSerializer, Immutable, Alias("om.cancel-orders")]
public readonly record struct CancelOrders(
    long Account,
    CallNumber Call,
    CommandKey Id,
    long DeadlineNs,
    Side Side,
    long Tag);
