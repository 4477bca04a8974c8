using Orleans;
using Orleans.Runtime;
using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Grains.Storage;

namespace OrleansMarkets.Grains.Accounts;

/// <summary>A durable counter: calls queue, and nothing is answered before it is durable.</summary>
[GrainType("account-directory")]
public sealed class AccountDirectoryGrain(
    [PersistentState("numbers", StorageNames.State)] IPersistentState<AccountDirectoryState> state) : ExchangeGrain, IAccountDirectoryGrain
{
    /// <summary>The first number: smaller ones are left to venues that number accounts by hand.</summary>
    public const long FirstNumber = 1_001;

    /// <inheritdoc/>
    public async Task<long> Allocate()
    {
        long number = Math.Max(FirstNumber, state.State.LastNumber + 1);
        state.State.LastNumber = number;
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

        return number;
    }
}
