using System.Reflection;
using Orleans.Serialization.Invocation;

namespace Orleans.Simulation.Engine;

/// <summary>One call: on its way, in the queue of an activation, running, or waiting for its response.</summary>
internal sealed class Request(
    MethodModel method, GrainSlot slot, object?[] arguments, HostContext caller, WorkGroup? callerGroup, IPendingCall? pending,
    SortedDictionary<string, object>? values)
    : PendingTurn, IWorkItem, IInvokable
{
    private int _isClosed;
    private CancellationTokenRegistration _registration;
    private CancellationTokenSource? _cancellation;
    private CancellationToken _callerToken;

    public MethodModel Method { get; } = method;

    public GrainSlot Slot { get; } = slot;

    public object?[] Arguments { get; } = arguments;

    public HostContext Caller { get; } = caller;

    /// <summary>When the caller gives up, in engine time.</summary>
    public long Deadline { get; set; } = long.MaxValue;

    public Request? PreviousOpen { get; set; }

    public Request? NextOpen { get; set; }

    /// <summary>Where the request was sent to last.</summary>
    public Activation? Target { get; set; }

    public int ForwardCount { get; set; }

    public GrainId? SourceId => callerGroup?.Activation?.GrainId;

    public override bool AlwaysInterleaves => Method.AlwaysInterleaves;

    public override bool IsReadOnly => Method.IsReadOnly;

    public override bool KeepsAlive => true;

    public override bool IsAbandoned =>
        pending is not null
        && (_cancellation is not null && _callerToken.IsCancellationRequested
            || Target!.Silo.DropExpiredMessages && Deadline <= Slot.Cluster.Engine.Now);

    private SortedDictionary<string, object>? Values { get; } = values;

    public void Execute() => Target!.Arrive(this);

    public override Task Run(Activation activation)
    {
        if (Values is not null)
        {
            CallContext.SetValues(Values);
        }

        return activation.Silo.Filters.Length == 0 && !activation.Class.IsFilter
            ? Method.Invoke(activation.Instance!, Arguments)
            : Method.InvokeFiltered(new IncomingCall(activation, this));
    }

    public override void Completed(Activation activation, Task outcome)
    {
        _registration.Unregister();
        if (pending is null)
        {
            if (outcome.IsFaulted)
            {
                Slot.Cluster.Statistics.OneWayErrors++;
                _ = outcome.Exception;
            }
        }
        else
        {
            Slot.Cluster.SendResponse(this, activation.Silo, Method.CopyOutcome(outcome));
        }
    }

    public override void Forward(Activation from) => Slot.Cluster.Forward(this, from);

    public override void Reject(Exception failure)
    {
        if (pending is not null)
        {
            Slot.Cluster.SendResponse(this, Target!.Silo, failure);
        }
    }

    /// <summary>Ends the call for the caller, unless it has ended.</summary>
    /// <param name="outcome">A finished task of the call, or an exception.</param>
    /// <returns>Whether this ended it.</returns>
    public bool Close(object outcome)
    {
        if (pending is null || Interlocked.Exchange(ref _isClosed, 1) != 0)
        {
            return false;
        }

        Caller.OpenCalls.Remove(this);
        pending.Finish(outcome);
        return true;
    }

    public void TimeOut()
    {
        var after = Caller.ResponseTimeout;
        if (Close(new TimeoutException($"No response after {after} from {this}; whether it ran is unknown.")))
        {
            Slot.Cluster.Statistics.Timeouts++;
        }
    }

    /// <summary>Gives the callee a token of its own that follows the caller's one message later.</summary>
    public void LinkToken(int index, CancellationToken callerToken)
    {
        _callerToken = callerToken;
        _cancellation = new CancellationTokenSource();
        Arguments[index] = _cancellation.Token;
        _registration = callerToken.UnsafeRegister(static request => ((Request)request!).Cancel(), this);
    }

    public int GetArgumentCount() => Arguments.Length;

    public object? GetArgument(int index) => Arguments[index];

    public void SetArgument(int index, object value) => Arguments[index] = value;

    public string GetMethodName() => Method.Info.Name;

    public string GetInterfaceName() => Method.Interface.Type.Name;

    public Type GetInterfaceType() => Method.Interface.Type;

    public MethodInfo GetMethod() => Method.Info;

    public override string ToString() => $"{Method.Interface.Type.Name}.{Method.Info.Name} on {Slot.Id}";

    private void Cancel()
    {
        Close(new OperationCanceledException("The caller cancelled the call.", _callerToken));
        Target?.Group.Post(() => _cancellation!.Cancel());
    }
}
