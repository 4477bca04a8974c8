using Orleans;

namespace OrleansMarkets.Contracts.Keepers;

/// <summary>A page of a shard's accounts below maintenance margin, in the order of their numbers.</summary>
/// <param name="AfterAccount">Accounts above this one.</param>
/// <param name="Limit">Accounts at most; what the shard gives in one page at most if it is more.</param>
[GenerateSerializer, Immutable, Alias("om.under-margined-query")]
public readonly record struct UnderMarginedQuery(
    long AfterAccount,
    int Limit);
