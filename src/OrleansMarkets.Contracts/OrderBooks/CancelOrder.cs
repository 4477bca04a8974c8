using Orleans;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>A cancel on its way from the account's cross-margin grain to a book.</summary>
/// <param name="Account">The account.</param>
/// <param name="Call">The pair of this call.</param>
/// <param name="Id">The id of this cancel.</param>
/// <param name="DeadlineNs">Executed before this Unix time in nanoseconds or not at all.</param>
/// <param name="OrderId">The order, or zero to name it by its command id.</param>
/// <param name="Target">The command id of the order when the order id is zero.</param>
[GenerateSerializer, Immutable, Alias("om.cancel-order")]
public readonly record struct CancelOrder(
    long Account,
    CallNumber Call,
    CommandKey Id,
    long DeadlineNs,
    long OrderId,
    CommandKey Target);
