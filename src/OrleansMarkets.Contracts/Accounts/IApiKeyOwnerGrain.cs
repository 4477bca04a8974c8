using Orleans;

namespace OrleansMarkets.Contracts.Accounts;

/// <summary>Whose key it is, keyed by the key's id. The first user that claims it keeps it.</summary>
[Alias("om.IApiKeyOwnerGrain")]
public interface IApiKeyOwnerGrain : IGrainWithStringKey
{
    /// <summary>Claims the key; said after it is durable, and the same for ever.</summary>
    /// <param name="user">The user, not empty.</param>
    /// <returns>Whether the key is the user's.</returns>
    [Alias("Claim")]
    Task<bool> Claim(string user);

    /// <summary>The user, empty when nobody claimed it.</summary>
    [Alias("GetOwner")]
    Task<string> GetOwner();
}
