namespace Orleans.Simulation.Engine;

/// <summary>
/// Runs the turns of one activation (or of a client, or of the plain services of a silo), one at a time. It is the current
/// <see cref="TaskScheduler"/> of its turns, so continuations of awaits come back to it.
/// </summary>
internal sealed class WorkGroup : TaskScheduler
{
    private static readonly Action<object?> RunItem = static item => ((IWorkItem)item!).Execute();
    private static readonly ExecutionContext DefaultContext = CaptureDefault();
    private readonly ExecutionContext _context;
    private readonly Engine _engine;
    private Task? _starting;

    public WorkGroup(Engine engine, HostContext host, string name, Activation? activation = null)
    {
        _engine = engine;
        Host = host;
        Name = name;
        Activation = activation;
        Number = engine.NextNumber();
        _context = CaptureFor(this);
    }

    public HostContext Host { get; }

    public string Name { get; }

    public Activation? Activation { get; }

    public long Number { get; }

    /// <summary>Turns that wait; guarded by the engine.</summary>
    public Queue<object> Items { get; } = new();

    /// <summary>Whether the engine has the group in its list; guarded by the engine.</summary>
    public bool Scheduled { get; set; }

    public override int MaximumConcurrencyLevel => 1;

    public void Post(IWorkItem item) => _engine.Post(this, item);

    public void Post(Action action) => _engine.Post(this, new ActionItem(action));

    /// <summary>Starts asynchronous code in a turn of this group.</summary>
    public Task Start(Func<Task> code)
    {
        var completion = new TaskCompletionSource();
        Post(() =>
        {
            var task = Guarded(code);
            task.ContinueWith(
                static (finished, state) => Forward(finished, (TaskCompletionSource)state!),
                completion,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                Default);
        });
        return completion.Task;
    }

    /// <summary>Runs one turn; called by the engine only, never twice at once.</summary>
    public void RunTurn(object item)
    {
        if (item is Task task)
        {
            TryExecuteTask(task);
            return;
        }

        ExecutionContext.Restore(_context);
        var turn = new Task(RunItem, item);
        ExecutionContext.Restore(DefaultContext);

        // Start() hands the task to QueueTask, which lets it pass because it is run right here.
        _starting = turn;
        turn.Start(this);
        TryExecuteTask(turn);
        if (turn.IsFaulted)
        {
            _engine.ReportFailure(new SimulationException($"A turn of {Name} failed inside the runtime.", turn.Exception!.InnerException!));
        }
    }

    protected override void QueueTask(Task task)
    {
        if (!ReferenceEquals(task, _starting))
        {
            _engine.Post(this, task);
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(Current, this) && ReferenceEquals(Engine.CurrentGroup, this) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => Items.OfType<Task>();

    private static async Task Guarded(Func<Task> code) => await code();

    private static void Forward(Task finished, TaskCompletionSource completion)
    {
        if (finished.IsFaulted)
        {
            completion.TrySetException(finished.Exception!.InnerExceptions);
        }
        else if (finished.IsCanceled)
        {
            completion.TrySetCanceled();
        }
        else
        {
            completion.TrySetResult();
        }
    }

    private static ExecutionContext CaptureDefault()
    {
        var previous = CallContext.Current;
        CallContext.Current = null;
        var context = ExecutionContext.Capture()!;
        CallContext.Current = previous;
        return context;
    }

    private static ExecutionContext CaptureFor(WorkGroup group)
    {
        var caller = ExecutionContext.Capture()!;
        ExecutionContext.Restore(DefaultContext);
        CallContext.Current = new CallContext(group, null);
        var context = ExecutionContext.Capture()!;
        ExecutionContext.Restore(caller);
        return context;
    }
}
