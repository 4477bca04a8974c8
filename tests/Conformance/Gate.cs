namespace Conformance;

public sealed class Gate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Reached => _reached.Task;

    public void Open() => _opened.TrySetResult();

    public Task Pass()
    {
        _reached.TrySetResult();
        return _opened.Task;
    }

    public void Mark() => _reached.TrySetResult();
}
