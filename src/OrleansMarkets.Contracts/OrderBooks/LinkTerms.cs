using Orleans;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>How an order depends on others of its account.</summary>
/// <param name="Kind">The dependence.</param>
/// <param name="Group">The name that the orders of a group share, or the command id of the parent.</param>
[GenerateSerializer, Immutable, Alias("om.link-terms")]
public sealed record LinkTerms(LinkKind Kind, CommandKey Group);
