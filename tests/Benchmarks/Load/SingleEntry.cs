using OrleansMarkets.Contracts.CrossMargin;

namespace OrleansMarkets.Benchmarks.Load;

/// <summary>One grain call a command.</summary>
/// <param name="account">The account's grain.</param>
internal sealed class SingleEntry(ICrossMarginGrain account) : IOrderEntry
{
    /// <inheritdoc/>
    public Task<PlaceResult> Place(PlaceOrder order) => account.PlaceOrder(order);

    /// <inheritdoc/>
    public Task<PlaceResult> Cancel(CancelRequest cancel) => account.CancelOrder(cancel);
}
