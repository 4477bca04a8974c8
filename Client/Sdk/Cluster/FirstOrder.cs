using OrleansMarkets.Client.Retries;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.MarketData.Symbols;

namespace OrleansMarkets.Client.Cluster;

/// <summary>The first attempt of an order, whose outcome is its caller's unless it is open.</summary>
/// <param name="market">The market.</param>
/// <param name="request">The order.</param>
/// <param name="id">Its client order id.</param>
/// <param name="again">Makes the attempts after the first; it is given the first one's failure and timestamp.</param>
internal sealed class FirstOrder(
    ListedMarket market, OrderRequest request, string id, Func<OrderRequest, MarketsException, long, Task<OrderReceipt>> again)
    : CarriedCommand(new BatchItem(Place: ClusterRequests.Of(market, request, id)))
{
    private readonly TaskCompletionSource<OrderReceipt> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The order's receipt.</summary>
    public Task<OrderReceipt> Outcome => _outcome.Task;

    /// <inheritdoc/>
    protected override void OnResult(in PlaceResult result)
    {
        Placement placement = ClusterMapping.ToPlacement(market, request, id, result);
        if (placement.Receipt is { } receipt)
        {
            _outcome.SetResult(receipt);
        }
        else
        {
            End(placement.Failure!);
        }
    }

    /// <inheritdoc/>
    protected override void OnFailure(Exception failure) => End(ClusterCalls.FailureOf(failure, id));

    private void End(MarketsException failure)
    {
        if (Repeater.IsOpen(failure))
        {
            _ = TryAgain(failure);
        }
        else
        {
            _outcome.SetException(failure);
        }
    }

    private async Task TryAgain(MarketsException failure)
    {
        await Task.Yield();
        try
        {
            _outcome.SetResult(await again(request with { ClientOrderId = id }, failure, Since));
        }
        catch (Exception final)
        {
            _outcome.SetException(final);
        }
    }
}
