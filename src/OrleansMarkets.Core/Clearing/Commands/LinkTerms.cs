using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Commands;

/// <summary>How an order depends on others of its account.</summary>
/// <param name="Kind">The dependence.</param>
/// <param name="Group">The name that the orders of a group share, or the command id that submits the parent.</param>
public readonly record struct LinkTerms(LinkKind Kind, CommandId Group);
