namespace OrleansMarkets.Client;

/// <summary>
/// Links an order to others of the account. The first order of a group names it by its own client order id, and the others name that;
/// with a parent, the parent is the first.
/// </summary>
/// <param name="Kind">How they depend on each other.</param>
/// <param name="Group">Client order id of the first order of the group.</param>
public sealed record OrderLink(LinkKind Kind, string Group);
