using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Gateway.Http;

namespace OrleansMarkets.Gateway.Access;

/// <summary>A key that may be used now, opened.</summary>
/// <param name="Key">The key.</param>
/// <param name="Secret">Its secret, UTF-8.</param>
internal sealed record Caller(ApiKeyRecord Key, byte[] Secret)
{
    /// <summary>The trading account that it acts for.</summary>
    public long Account => Key.Account;

    /// <summary>Whether it may call a route.</summary>
    public bool May(RouteAccess access) => access switch
    {
        RouteAccess.Public or RouteAccess.AnyKey => true,
        RouteAccess.Read => Key.Scopes.HasFlag(ApiKeyScopes.Read),
        RouteAccess.Trade => Key.Scopes.HasFlag(ApiKeyScopes.Trade),
        RouteAccess.Cancel => (Key.Scopes & (ApiKeyScopes.Trade | ApiKeyScopes.CancelOnly)) != 0,
        RouteAccess.Admin => Key.Scopes.HasFlag(ApiKeyScopes.Admin),
        _ => false,
    };

    /// <summary>The key's id alone: a secret must not reach a log.</summary>
    public override string ToString() => Key.KeyId;
}
