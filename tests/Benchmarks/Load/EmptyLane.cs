using Orleans;
using OrleansMarkets.Benchmarks.Venue;

namespace OrleansMarkets.Benchmarks.Load;

/// <summary>Empty calls with an order as argument.</summary>
/// <param name="client">The client.</param>
/// <param name="account">Key of the grain.</param>
/// <param name="orders">Makes the orders.</param>
internal sealed class EmptyLane(IGrainFactory client, long account, OrderMix orders) : ILane
{
    private readonly IEmptyGrain _grain = client.GetGrain<IEmptyGrain>(account);

    /// <inheritdoc/>
    public Task Step() => _grain.Call(orders.NewResting());
}
