using System.Collections.Immutable;
using Orleans;

namespace OrleansMarkets.Contracts.Accounts;

/// <summary>A key as its user keeps it. The secret is here in a form that only gateways can open.</summary>
/// <param name="KeyId">The key, unique over all users.</param>
/// <param name="User">The user.</param>
/// <param name="Account">The trading account that it acts for.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Note">Name that the user gave it.</param>
/// <param name="ExpiresNs">Unix time in nanoseconds from which it is refused; zero for never.</param>
/// <param name="Addresses">IP addresses that may use it; empty for all.</param>
/// <param name="ProtectedSecret">The secret, sealed by a gateway.</param>
/// <param name="CreatedNs">Unix time in nanoseconds at which it was made.</param>
/// <param name="IsDisabled">Whether it is disabled, for good.</param>
[GenerateSerializer, Immutable, Alias("om.api-key")]
public sealed record ApiKeyRecord(
    string KeyId,
    string User,
    long Account,
    ApiKeyScopes Scopes,
    string Note,
    long ExpiresNs,
    ImmutableArray<string> Addresses,
    ImmutableArray<byte> ProtectedSecret,
    long CreatedNs,
    bool IsDisabled);
