using Orleans;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>Names a resting order.</summary>
/// <param name="Account">Its owner.</param>
/// <param name="OrderId">The order, or zero to name it by its command id.</param>
/// <param name="Target">The command id of the order when the order id is zero.</param>
[GenerateSerializer, Immutable, Alias("om.order-query")]
public readonly record struct OrderQuery(long Account, long OrderId, CommandKey Target);
