using Orleans;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>What an order that does not rest waits for.</summary>
/// <param name="Type">Limit or market.</param>
/// <param name="Trigger">Its trigger as it was placed or amended last; null if it waits for its parent or a time alone.</param>
/// <param name="TriggerUnits">Where its trigger stands, price units; zero while there is none.</param>
/// <param name="IsChild">Whether it waits for a parent.</param>
[GenerateSerializer, Immutable, Alias("om.waiting-terms")]
public sealed record WaitingTerms(OrderType Type, TriggerTerms? Trigger, long TriggerUnits, bool IsChild);
