using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Conformance.Grains;

public sealed class WalletGrain([PersistentState("wallet", "memory")] IPersistentState<Wallet> state) : Grain, IWalletGrain
{
    public async Task<long> Add(long amount)
    {
        state.State.Amount += amount;
        await state.WriteStateAsync();
        return state.State.Amount;
    }

    public Task<long> Amount() => Task.FromResult(state.State.Amount);

    public Task<long> Key() => Task.FromResult(this.GetPrimaryKeyLong());

    public async Task<bool> Clear()
    {
        await state.ClearStateAsync();
        return state.RecordExists;
    }

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task WriteBehindItsBack(long amount)
    {
        var storage = ServiceProvider.GetRequiredKeyedService<IGrainStorage>("memory");
        var other = new GrainState<Wallet>();
        await storage.ReadStateAsync("wallet", this.GetGrainId(), other);
        other.State = new Wallet { Amount = amount };
        await storage.WriteStateAsync("wallet", this.GetGrainId(), other);
    }
}
