namespace Orleans.Simulation.Engine;

/// <summary>One activation of a grain: which turns may start when. Everything here runs in turns of its group.</summary>
internal sealed partial class Activation : IGrainContext
{
    private readonly PendingTurnList _waiting = new();
    private readonly PendingTurnList _running = new();
    private int _blocking;
    private int _blockingReadOnly;
    private bool _isDispatchPosted;
    private DispatchItem? _dispatch;

    public Activation(GrainSlot slot, SiloRuntime silo)
    {
        Slot = slot;
        Silo = silo;
        var engine = silo.Cluster.Engine;
        Number = engine.NextNumber();
        Group = new WorkGroup(engine, silo, $"{slot.Id}@{silo.Name}#{Number}", this);
        LastActive = engine.Now;
    }

    public GrainSlot Slot { get; }

    public SiloRuntime Silo { get; }

    public GrainClassModel Class => Slot.Class;

    public WorkGroup Group { get; }

    public long Number { get; }

    public ActivationState State { get; private set; }

    public object? Instance { get; private set; }

    public bool IsIdle => _running.Count == 0 && _waiting.Count == 0;

    public int Load => _running.Count + _waiting.Count;

    /// <summary>End of the last activity, in engine time.</summary>
    public long LastActive { get; private set; }

    public GrainReference GrainReference => Slot.GetReference(typeof(IGrain));

    public GrainId GrainId => Slot.Id;

    public object? GrainInstance => Instance;

    public ActivationId ActivationId => new(Number);

    public GrainAddress Address => new() { GrainId = GrainId, ActivationId = ActivationId, SiloAddress = Silo.Address };

    public static Activation Of(IGrainContext context) =>
        context as Activation ?? throw new InvalidOperationException("The grain does not run in the simulated runtime.");

    /// <summary>A turn has arrived: start it or let it wait.</summary>
    public void Arrive(PendingTurn turn)
    {
        turn.RunsOn = this;
        switch (State)
        {
            case ActivationState.Ended when _activationFailure is { } failure:
                turn.Reject(failure);
                break;
            case ActivationState.Ended:
                turn.Forward(this);
                break;
            case ActivationState.Valid when !_isDispatchPosted && CanStart(turn):
                Start(turn);
                break;
            default:
                Enqueue(turn);
                break;
        }
    }

    public string Describe() => $"{Group.Name} ({State}, {_running.Count} running, {_waiting.Count} waiting"
        + (_running.First is { } first ? $", first running: {first})" : ")");

    private void Enqueue(PendingTurn turn)
    {
        var limit = Class.IsStatelessWorker ? Silo.MaxEnqueuedStatelessRequests : Silo.MaxEnqueuedRequests;
        if (limit > 0 && _waiting.Count >= limit && turn is Request)
        {
            turn.Reject(new LimitExceededException($"More than {limit} requests wait for {GrainId}."));
            return;
        }

        if (_waiting.First is { } first && turn is Request && Silo.Cluster.Faults?.DrawReorder() == true)
        {
            _waiting.AddBefore(turn, first);
        }
        else
        {
            _waiting.Add(turn);
        }
    }

    private bool CanStart(PendingTurn turn) =>
        _blocking == 0 || Class.IsReentrant || turn.AlwaysInterleaves || (turn.IsReadOnly && _blocking == _blockingReadOnly);

    private void Start(PendingTurn turn)
    {
        if (turn.IsAbandoned)
        {
            Silo.Cluster.Statistics.Expired++;
            PostDispatch();
            return;
        }

        _running.Add(turn);
        turn.IsRunning = true;
        if (!turn.AlwaysInterleaves)
        {
            _blocking++;
            _blockingReadOnly += turn.IsReadOnly ? 1 : 0;
        }

        Task task;
        try
        {
            task = turn.Run(this);
        }
        catch (Exception failure)
        {
            task = Task.FromException(failure);
        }

        if (task.IsCompleted)
        {
            Finish(turn, task);
        }
        else
        {
            task.ContinueWith(
                static (finished, state) => ((PendingTurn)state!).RunsOn!.CompletedSomewhere((PendingTurn)state, finished),
                turn,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }

    /// <summary>The task of a turn has completed; a task that the grain only passed on may complete anywhere.</summary>
    private void CompletedSomewhere(PendingTurn turn, Task task)
    {
        if (ReferenceEquals(Engine.CurrentGroup, Group))
        {
            Finish(turn, task);
            return;
        }

        if (Silo.Cluster.Engine is DeterministicEngine engine && Engine.CurrentGroup is null && AsyncMethod.IsTaskOf(task))
        {
            engine.ReportEscape($"{turn} of {Group.Name} ended outside of its scheduler.");
        }

        Group.Post(new ActionItem(() => Finish(turn, task)));
    }

    private void Finish(PendingTurn turn, Task task)
    {
        _running.Remove(turn);
        turn.IsRunning = false;
        if (!turn.AlwaysInterleaves)
        {
            _blocking--;
            _blockingReadOnly -= turn.IsReadOnly ? 1 : 0;
        }

        if (turn.KeepsAlive)
        {
            LastActive = Silo.Cluster.Engine.Now;
        }

        turn.Completed(this, task);
        if (task.IsFaulted && task.Exception!.InnerException is Storage.InconsistentStateException inconsistent)
        {
            // The state in memory is not the stored one: the next activation reads it again.
            BeginDeactivation(new DeactivationReason(DeactivationReasonCode.ApplicationError, inconsistent, inconsistent.Message));
        }

        if (State is ActivationState.Deactivating)
        {
            if (_running.Count == 0)
            {
                PostDeactivation();
            }
        }
        else
        {
            PostDispatch();
        }
    }

    private void PostDispatch()
    {
        if (!_isDispatchPosted && _waiting.Count > 0 && State is ActivationState.Valid
            && (_blocking == 0 || Class.IsReentrant || _waiting.Interleaving > 0))
        {
            _isDispatchPosted = true;
            Group.Post(_dispatch ??= new DispatchItem(this));
        }
    }

    /// <summary>Starts the first waiting turn that may start; a further one gets a turn of its own.</summary>
    private void Dispatch()
    {
        _isDispatchPosted = false;
        if (State is not ActivationState.Valid)
        {
            return;
        }

        for (var turn = _waiting.First; turn is not null; turn = turn.Next)
        {
            if (CanStart(turn))
            {
                _waiting.Remove(turn);
                Start(turn);
                PostDispatchIfPossible();
                return;
            }

            if (_waiting.Interleaving == 0)
            {
                return;
            }
        }
    }

    private void PostDispatchIfPossible()
    {
        if (_blocking == 0 || Class.IsReentrant)
        {
            PostDispatch();
            return;
        }

        for (var turn = _waiting.First; turn is not null && _waiting.Interleaving > 0; turn = turn.Next)
        {
            if (CanStart(turn))
            {
                PostDispatch();
                return;
            }
        }
    }

    private sealed class DispatchItem(Activation activation) : IWorkItem
    {
        public void Execute() => activation.Dispatch();

        public override string ToString() => "next waiting request";
    }
}
