using OrleansMarkets.Client.Retries;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Client.Cluster;

/// <summary>The first attempt of a cancel, whose outcome is its caller's unless it is open.</summary>
/// <param name="command">The cancel.</param>
/// <param name="market">The market.</param>
/// <param name="order">The order.</param>
/// <param name="again">Makes the attempts after the first; it is given the first one's failure and timestamp.</param>
internal sealed class FirstCancel(
    CancelRequest command, MarketId market, OrderKey order, Func<MarketId, OrderKey, MarketsException, long, Task> again)
    : CarriedCommand(new BatchItem(Cancel: command))
{
    private readonly TaskCompletionSource _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the order is cancelled.</summary>
    public Task Outcome => _outcome.Task;

    /// <inheritdoc/>
    protected override void OnResult(in PlaceResult result)
    {
        if (result.Code == ResultCode.Ok)
        {
            _outcome.SetResult();
        }
        else
        {
            End(ClusterCalls.Failure(result.Code, order: null));
        }
    }

    /// <inheritdoc/>
    protected override void OnFailure(Exception failure) => End(ClusterCalls.FailureOf(failure, order: null));

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
            await again(market, order, failure, Since);
            _outcome.SetResult();
        }
        catch (Exception final)
        {
            _outcome.SetException(final);
        }
    }
}
