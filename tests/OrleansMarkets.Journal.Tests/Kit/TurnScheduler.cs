namespace OrleansMarkets.Journal.Tests.Kit;

/// <summary>One grain's turns on the test's own thread: nothing it awaits may come back anywhere else.</summary>
public sealed class TurnScheduler : TaskScheduler
{
    private readonly Queue<Task> _turns = new();
    private readonly Lock _gate = new();

    /// <summary>Runs a turn and everything that is ready after it.</summary>
    public void Run(Action turn)
    {
        Task task = Task.Factory.StartNew(turn, CancellationToken.None, TaskCreationOptions.None, this);
        Drain();
        task.GetAwaiter().GetResult();
    }

    public void Drain()
    {
        SynchronizationContext? outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null); // the test runner's would come before the scheduler
        try
        {
            while (TryTake(out Task? next))
            {
                TryExecuteTask(next!);
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    protected override void QueueTask(Task task)
    {
        lock (_gate)
        {
            _turns.Enqueue(task);
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [.. _turns];

    private bool TryTake(out Task? task)
    {
        lock (_gate)
        {
            return _turns.TryDequeue(out task);
        }
    }
}
