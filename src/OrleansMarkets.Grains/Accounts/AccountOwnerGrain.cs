using Orleans;
using Orleans.Runtime;
using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Grains.Storage;

namespace OrleansMarkets.Grains.Accounts;

/// <summary>Makes sure that a trading account has one owner: calls queue, and nothing is answered before it is durable.</summary>
[GrainType("account-owner")]
public sealed class AccountOwnerGrain(
    [PersistentState("owner", StorageNames.State)] IPersistentState<AccountOwnerState> state) : ExchangeGrain, IAccountOwnerGrain
{
    /// <inheritdoc/>
    public Task<bool> Claim(string user) => state.ClaimAsync(user, this);

    /// <inheritdoc/>
    public Task<string> GetOwner() => Task.FromResult(state.State.User);
}
