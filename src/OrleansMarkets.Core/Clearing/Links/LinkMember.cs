namespace OrleansMarkets.Core.Clearing.Links;

/// <summary>An order of a group.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="IsExclusive">Whether its trades take from the other exclusive orders of the group, and theirs from it.</param>
internal readonly record struct LinkMember(long OrderId, bool IsExclusive);
