using OrleansMarkets.Contracts.Accounts;

namespace OrleansMarkets.Grains.Accounts;

/// <summary>The form of keys.</summary>
internal static class ApiKeyRules
{
    /// <summary>Most keys of one user, disabled ones included.</summary>
    public const int MaximumKeys = 100;

    /// <summary>Longest key id and note.</summary>
    public const int MaximumTextLength = 64;

    /// <summary>Most addresses of one key.</summary>
    public const int MaximumAddresses = 32;

    /// <summary>Longest address.</summary>
    public const int MaximumAddressLength = 45;

    /// <summary>Longest sealed secret, bytes.</summary>
    public const int MaximumSecretBytes = 256;

    private const ApiKeyScopes AllScopes = ApiKeyScopes.Read | ApiKeyScopes.Trade | ApiKeyScopes.CancelOnly
        | ApiKeyScopes.Transfer | ApiKeyScopes.Withdraw | ApiKeyScopes.Admin;

    /// <summary>Whether a new key may be kept.</summary>
    public static bool IsWellFormed(ApiKeyRecord key) =>
        key.KeyId.Length is > 0 and <= MaximumTextLength
        && key.Note.Length <= MaximumTextLength
        && key.Scopes != ApiKeyScopes.None && (key.Scopes & ~AllScopes) == 0
        && key.ExpiresNs >= 0
        && !key.Addresses.IsDefault && key.Addresses.Length <= MaximumAddresses
        && key.Addresses.All(address => address.Length is > 0 and <= MaximumAddressLength)
        && !key.ProtectedSecret.IsDefaultOrEmpty && key.ProtectedSecret.Length <= MaximumSecretBytes
        && !key.IsDisabled;

    /// <summary>Whether two records say the same; a record compares its lists by reference.</summary>
    public static bool IsSame(ApiKeyRecord left, ApiKeyRecord right) =>
        left with { Addresses = [], ProtectedSecret = [], IsDisabled = false, CreatedNs = 0 }
            == right with { Addresses = [], ProtectedSecret = [], IsDisabled = false, CreatedNs = 0 }
        && left.Addresses.SequenceEqual(right.Addresses, StringComparer.Ordinal)
        && left.ProtectedSecret.SequenceEqual(right.ProtectedSecret);

    /// <summary>Whether a key gives a right now.</summary>
    public static bool Allows(ApiKeyRecord key, ApiKeyScopes scope, long nowNs) =>
        !key.IsDisabled && (key.ExpiresNs == 0 || nowNs < key.ExpiresNs) && (key.Scopes & scope) == scope;
}
