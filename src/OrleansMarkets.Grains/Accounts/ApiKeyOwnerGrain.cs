using Orleans;
using Orleans.Runtime;
using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Grains.Storage;

namespace OrleansMarkets.Grains.Accounts;

/// <summary>Makes sure that a key has one user: calls queue, and nothing is answered before it is durable.</summary>
[GrainType("api-key-owner")]
public sealed class ApiKeyOwnerGrain(
    [PersistentState("owner", StorageNames.State)] IPersistentState<AccountOwnerState> state) : ExchangeGrain, IApiKeyOwnerGrain
{
    /// <inheritdoc/>
    public Task<bool> Claim(string user) => state.ClaimAsync(user, this);

    /// <inheritdoc/>
    public Task<string> GetOwner() => Task.FromResult(state.State.User);
}
