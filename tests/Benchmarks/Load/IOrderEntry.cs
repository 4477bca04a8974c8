using OrleansMarkets.Contracts.CrossMargin;

namespace OrleansMarkets.Benchmarks.Load;

/// <summary>How the commands of one account get to its grain.</summary>
internal interface IOrderEntry
{
    /// <summary>Places an order.</summary>
    Task<PlaceResult> Place(PlaceOrder order);

    /// <summary>Cancels an order.</summary>
    Task<PlaceResult> Cancel(CancelRequest cancel);
}
