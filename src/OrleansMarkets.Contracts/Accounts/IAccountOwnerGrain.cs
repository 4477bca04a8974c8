using Orleans;

namespace OrleansMarkets.Contracts.Accounts;

/// <summary>Who owns a trading account, keyed by its number. The first user that claims it keeps it.</summary>
[Alias("om.IAccountOwnerGrain")]
public interface IAccountOwnerGrain : IGrainWithIntegerKey
{
    /// <summary>Claims the account; said after it is durable, and the same for ever.</summary>
    /// <param name="user">The user, not empty.</param>
    /// <returns>Whether the account is the user's.</returns>
    [Alias("Claim")]
    Task<bool> Claim(string user);

    /// <summary>The user, empty when nobody claimed it.</summary>
    [Alias("GetOwner")]
    Task<string> GetOwner();
}
