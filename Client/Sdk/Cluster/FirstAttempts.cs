using System.Diagnostics.CodeAnalysis;
using OrleansMarkets.Client.Retries;
using OrleansMarkets.MarketData.Symbols;

namespace OrleansMarkets.Client.Cluster;

/// <summary>
/// Places and cancels of callers who are many. Nearly all of them are over with their first attempt; then nothing stands between the answer
/// of the account's grain and the caller's task: no state machine, no timer, no exception on the way. Everything else is the
/// <see cref="Repeater"/>'s: the attempts after the first, callers who are alone, and whatever asks for more than one command.
/// </summary>
/// <param name="markets">The markets.</param>
/// <param name="route">Single attempts.</param>
/// <param name="courier">Carries the commands of the account.</param>
/// <param name="repeater">Makes the other attempts.</param>
internal sealed class FirstAttempts(ClusterMarkets markets, ClusterOrderRoute route, AccountCourier courier, Repeater repeater)
{
    private readonly Func<OrderRequest, MarketsException, long, Task<OrderReceipt>> _placeAgain =
        (order, failure, start) => repeater.PlaceAgainAsync(route, order, failure, start, CancellationToken.None);

    private readonly Func<MarketId, OrderKey, MarketsException, long, Task> _cancelAgain =
        (market, order, failure, start) => repeater.CancelAgainAsync(route, market, order, failure, start, CancellationToken.None);

    /// <summary>Places an order.</summary>
    public Task<OrderReceipt> PlaceAsync(OrderRequest order, CancellationToken cancellation)
    {
        try
        {
            order.Validate();
            if (!MayGo(order.MarketId, cancellation, out ListedMarket? market) || order.IsProtected)
            {
                return repeater.PlaceAsync(route, order, cancellation);
            }

            var first = new FirstOrder(market, order, order.ClientOrderId ?? OrderRequest.NewClientOrderId(), _placeAgain);
            courier.Carry(first);
            return first.Outcome;
        }
        catch (Exception fault) when (fault is MarketsException or ArgumentException)
        {
            return Task.FromException<OrderReceipt>(fault);
        }
    }

    /// <summary>Cancels an order.</summary>
    public Task CancelAsync(MarketId market, OrderKey order, CancellationToken cancellation)
    {
        try
        {
            if (!MayGo(market, cancellation, out ListedMarket? listed))
            {
                return repeater.CancelAsync(route, market, order, cancellation);
            }

            var first = new FirstCancel(ClusterRequests.Cancel(listed, order), market, order, _cancelAgain);
            courier.Carry(first);
            return first.Outcome;
        }
        catch (Exception fault) when (fault is MarketsException or ArgumentException)
        {
            return Task.FromException(fault);
        }
    }

    private bool MayGo(MarketId market, CancellationToken cancellation, [NotNullWhen(true)] out ListedMarket? listed)
    {
        listed = null;
        return courier.IsBusy && !cancellation.CanBeCanceled && markets.TryGet(market, out listed);
    }
}
