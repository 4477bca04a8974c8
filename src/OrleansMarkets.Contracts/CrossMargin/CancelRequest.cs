using Orleans;
using OrleansMarkets.Contracts.OrderBooks;

namespace OrleansMarkets.Contracts.CrossMargin;

/// <summary>A cancel as the owner of the order sends it.</summary>
/// <param name="Id">The id of this cancel.</param>
/// <param name="Symbol">The market.</param>
/// <param name="OrderId">The order, or zero to name it by its command id.</param>
/// <param name="Target">Command id of the order when the order id is zero.</param>
/// <param name="DeadlineNs">As for orders.</param>
[GenerateSerializer, Immutable, Alias("om.cancel-request")]
public sealed record CancelRequest(
    CommandKey Id,
    string Symbol,
    long OrderId,
    CommandKey Target,
    long DeadlineNs);
