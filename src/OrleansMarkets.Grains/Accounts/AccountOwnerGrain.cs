using Orleans;
using Orleans.Runtime;
using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Grains.Storage;

namespace OrleansMarkets.Grains.Accounts;

/// <summary>Makes sure that a trading account has one owner: calls queue, and nothing is answered before it is durable.</summary>
[GrainType("account-owner")]
public sealed class AccountOwnerGrain(
    [PersistentState("owner", StorageNames.State)] IPersistentState<AccountOwnerState> state) : Grain, IAccountOwnerGrain
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
}
