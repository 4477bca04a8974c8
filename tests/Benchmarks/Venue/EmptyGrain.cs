using Orleans;
using Orleans.Concurrency;
using OrleansMarkets.Contracts.CrossMargin;

namespace OrleansMarkets.Benchmarks.Venue;

/// <summary>Does nothing, as reentrant as the grains of an account.</summary>
[Reentrant]
public sealed class EmptyGrain : Grain, IEmptyGrain
{
    /// <inheritdoc/>
    public Task<PlaceResult> Call(PlaceOrder order) => Task.FromResult(default(PlaceResult));
}
