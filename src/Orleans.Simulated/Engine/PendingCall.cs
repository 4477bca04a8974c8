namespace Orleans.Simulation.Engine;

/// <summary>
/// The caller's side of a call. It completes inside a turn of the caller's group, so that whatever hangs on the task (WhenAll, WaitAsync)
/// runs there too; a caller outside of every group is completed asynchronously.
/// </summary>
internal sealed class PendingCall<T>(WorkGroup? group)
    : TaskCompletionSource<T>(group is null ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None),
        IPendingCall, IWorkItem
{
    private object? _outcome;

    public void Finish(object outcome)
    {
        _outcome = outcome;
        if (group is null)
        {
            Execute();
        }
        else
        {
            group.Post(this);
        }
    }

    public void Execute()
    {
        switch (_outcome)
        {
            case OperationCanceledException { CancellationToken.IsCancellationRequested: true } canceled:
                TrySetCanceled(canceled.CancellationToken);
                break;
            case Exception failure:
                TrySetException(failure);
                break;
            case Task { IsFaulted: true } failed:
                TrySetException(failed.Exception!.InnerExceptions);
                break;
            case Task { IsCanceled: true }:
                TrySetException(new TaskCanceledException("The callee cancelled the call."));
                break;
            case Task<T> succeeded:
                TrySetResult(succeeded.GetAwaiter().GetResult());
                break;
            default:
                TrySetResult(default!);
                break;
        }
    }

    public override string ToString() => "response";
}
