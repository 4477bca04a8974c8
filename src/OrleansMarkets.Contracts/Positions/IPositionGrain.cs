using Orleans;

namespace OrleansMarkets.Contracts.Positions;

/// <summary>One position's life for its user, keyed by <c>account/market</c>: a view, nothing of its own is durable.</summary>
[Alias("om.IPositionGrain")]
public interface IPositionGrain : IGrainWithStringKey
{
    /// <summary>The position now.</summary>
    [Alias("Get")]
    Task<PositionView> Get();
}
