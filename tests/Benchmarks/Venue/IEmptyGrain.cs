using Orleans;
using OrleansMarkets.Contracts.CrossMargin;

namespace OrleansMarkets.Benchmarks.Venue;

/// <summary>What an order is measured against: a call of the same shape, to as many grains, that does nothing.</summary>
[Alias("om.bench.IEmptyGrain")]
public interface IEmptyGrain : IGrainWithIntegerKey
{
    /// <summary>Takes an order and answers at once.</summary>
    [Alias("Call")]
    Task<PlaceResult> Call(PlaceOrder order);
}
