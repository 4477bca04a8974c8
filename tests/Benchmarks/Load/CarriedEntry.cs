using OrleansMarkets.Client.Cluster;
using OrleansMarkets.Contracts.CrossMargin;

namespace OrleansMarkets.Benchmarks.Load;

/// <summary>The way of the SDK: commands of one account that come together travel together.</summary>
/// <param name="courier">The courier of the account, which all its lanes share.</param>
internal sealed class CarriedEntry(AccountCourier courier) : IOrderEntry
{
    /// <summary>Longest wait for an answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Grain calls made so far.</summary>
    public long Calls => courier.Calls;

    /// <summary>The entry of an account.</summary>
    public static CarriedEntry To(ICrossMarginGrain account) => new(new AccountCourier(account, Patience, TimeProvider.System));

    /// <inheritdoc/>
    public Task<PlaceResult> Place(PlaceOrder order) => courier.Place(order);

    /// <inheritdoc/>
    public Task<PlaceResult> Cancel(CancelRequest cancel) => courier.Cancel(cancel);
}
