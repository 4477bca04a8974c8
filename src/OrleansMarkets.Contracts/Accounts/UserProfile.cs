using System.Collections.Immutable;
using Orleans;

namespace OrleansMarkets.Contracts.Accounts;

/// <summary>A user and its trading accounts.</summary>
/// <param name="User">The user.</param>
/// <param name="TradingAccounts">Numbers of its accounts, the main one first.</param>
[GenerateSerializer, Immutable, Alias("om.user-profile")]
public sealed record UserProfile(
    string User,
    ImmutableArray<long> TradingAccounts);
