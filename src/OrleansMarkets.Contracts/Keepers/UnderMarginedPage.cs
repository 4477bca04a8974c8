using System.Collections.Immutable;
using Orleans;

namespace OrleansMarkets.Contracts.Keepers;

/// <summary>Accounts of one shard below maintenance margin at present prices.</summary>
/// <param name="IsReady">Whether the shard knows all its accounts.</param>
/// <param name="Accounts">The accounts in the order of their numbers.</param>
/// <param name="HasMore">Whether more follow.</param>
[GenerateSerializer, Immutable, Alias("om.under-margined-page")]
public sealed record UnderMarginedPage(
    bool IsReady,
    ImmutableArray<UnderMarginedAccount> Accounts,
    bool HasMore);
