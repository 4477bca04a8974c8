using OrleansMarkets.Contracts.CrossMargin;

namespace OrleansMarkets.Client.Cluster;

/// <summary>A command whose caller awaits what the account's grain answers.</summary>
/// <param name="item">The command.</param>
internal sealed class AwaitedCommand(BatchItem item) : CarriedCommand(item)
{
    private readonly TaskCompletionSource<PlaceResult> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The outcome.</summary>
    public Task<PlaceResult> Outcome => _outcome.Task;

    /// <inheritdoc/>
    protected override void OnResult(in PlaceResult result) => _outcome.SetResult(result);

    /// <inheritdoc/>
    protected override void OnFailure(Exception failure)
    {
        _outcome.SetException(failure);

        // Its caller may have stopped waiting: a failure that nobody asks for is no fault of the program.
        _ = _outcome.Task.Exception;
    }
}
