using System.Reflection;

namespace Orleans.Simulation.Engine;

/// <summary>A method of a known result type.</summary>
internal sealed class MethodModel<T> : MethodModel
{
    private readonly bool _isValueTask;
    private readonly bool _isVoid;
    private readonly bool _isCopied;

    public MethodModel(InterfaceModel owner, MethodInfo info)
        : base(owner, info)
    {
        _isValueTask = info.ReturnType.IsValueType;
        _isVoid = typeof(T) == typeof(VoidResult);
        _isCopied = !_isVoid && !DeepCopier.IsImmutable(typeof(T));
    }

    public override object Send(GrainSlot slot, object?[] arguments)
    {
        var cluster = slot.Cluster;
        cluster.Engine.CheckCaller("A grain call was made");
        cluster.Statistics.Calls++;
        var group = Engine.CurrentGroup;
        if (group is not null && !ReferenceEquals(group.Host.Cluster, cluster))
        {
            group = null;
        }

        var caller = group?.Host ?? cluster.DefaultCaller;
        try
        {
            CopyArguments(arguments);
        }
        catch (Exception failure)
        {
            return Wrap(Task.FromException<T>(failure));
        }

        if (TokenOf(arguments) is { IsCancellationRequested: true } token)
        {
            return Wrap(Task.FromCanceled<T>(token));
        }

        if (IsOneWay)
        {
            Post(slot, arguments, caller, group, null);
            return Wrap(Task.FromResult<T>(default!));
        }

        var pending = new PendingCall<T>(group);
        Post(slot, arguments, caller, group, pending);
        return Wrap(pending.Task);
    }

    public override Task InvokeFiltered(IncomingCall call) => RunFiltered(call);

    public override object CopyOutcome(Task outcome)
    {
        if (!_isCopied || !outcome.IsCompletedSuccessfully)
        {
            return outcome;
        }

        try
        {
            return Task.FromResult((T)DeepCopier.Copy(((Task<T>)outcome).GetAwaiter().GetResult())!);
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    public override object? ResultOf(Task outcome) => _isVoid ? null : ((Task<T>)outcome).GetAwaiter().GetResult();

    private static async Task<T> RunFiltered(IncomingCall call)
    {
        await call.Invoke();
        return call.Result is null ? default! : (T)call.Result;
    }

    private object Wrap(Task<T> task)
    {
        if (!_isValueTask)
        {
            return task;
        }

        return _isVoid ? new ValueTask(task) : new ValueTask<T>(task);
    }
}
