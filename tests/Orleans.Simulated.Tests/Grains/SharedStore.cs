namespace Orleans.Simulated.Tests.Grains;

/// <summary>A plain service that all silos share: it completes appends in batches, from a timer.</summary>
public sealed class SharedStore
{
    private readonly List<TaskCompletionSource<long>> _open = [];
    private bool _isArmed;

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public long Appended { get; private set; }

    public async Task<long> Append()
    {
        var ticket = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        _open.Add(ticket);
        if (!_isArmed)
        {
            _isArmed = true;
            _ = Flush();
        }

        return await ticket.Task;
    }

    private async Task Flush()
    {
        await Task.Delay(TimeSpan.FromMilliseconds(1), Clock);
        _isArmed = false;
        foreach (var ticket in _open)
        {
            ticket.SetResult(++Appended);
        }

        _open.Clear();
    }
}
