using Orleans;
using Orleans.Runtime;
using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Grains.Storage;

namespace OrleansMarkets.Grains.Accounts;

/// <summary>Makes sure that a key has one user: calls queue, and nothing is answered before it is durable.</summary>
[GrainType("api-key-owner")]
public sealed class ApiKeyOwnerGrain(
    [PersistentState("owner", StorageNames.State)] IPersistentState<AccountOwnerState> state) : Grain, IApiKeyOwnerGrain
{
    /// <inheritdoc/>
    public async Task<bool> Claim(string user)
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        if (state.State.User.Length == 0)
        {
            state.State.User = user;
            try
            {
                await state.WriteStateAsync();
            }
            catch
            {
                // Whether it was written is not known: the next activation reads what is true.
                DeactivateOnIdle();
                throw;
            }
        }

        return state.State.User == user;
    }

    /// <inheritdoc/>
    public Task<string> GetOwner() => Task.FromResult(state.State.User);
}
