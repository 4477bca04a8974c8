using System.Linq.Expressions;
using System.Reflection;
using Orleans.Concurrency;

namespace Orleans.Simulation.Engine;

/// <summary>One method of a grain interface: how it is sent, invoked and answered.</summary>
internal abstract class MethodModel
{
    private readonly bool[] _isCopied;
    private readonly bool _hasCopies;
    private readonly int _tokenIndex;
    private readonly Func<object, object?[], Task> _invoke;

    protected MethodModel(InterfaceModel owner, MethodInfo info)
    {
        Interface = owner;
        Info = info;
        IsReadOnly = info.IsDefined(typeof(ReadOnlyAttribute));
        AlwaysInterleaves = info.IsDefined(typeof(AlwaysInterleaveAttribute));
        IsOneWay = info.IsDefined(typeof(OneWayAttribute));
        var parameters = info.GetParameters();
        _isCopied = [.. parameters.Select(p => !p.IsDefined(typeof(ImmutableAttribute)) && !DeepCopier.IsImmutable(p.ParameterType))];
        _hasCopies = _isCopied.Contains(true);
        _tokenIndex = Array.FindIndex(parameters, p => p.ParameterType == typeof(CancellationToken));
        _invoke = CompileInvoke(info, parameters);
    }

    public InterfaceModel Interface { get; }

    public MethodInfo Info { get; }

    public bool IsReadOnly { get; }

    public bool AlwaysInterleaves { get; }

    public bool IsOneWay { get; }

    /// <summary>Makes the model that fits the return type.</summary>
    public static MethodModel Create(InterfaceModel owner, MethodInfo info)
    {
        var type = info.ReturnType;
        var result = type == typeof(Task) || type == typeof(ValueTask)
            ? typeof(VoidResult)
            : type.IsGenericType && type.GetGenericTypeDefinition() is var task && (task == typeof(Task<>) || task == typeof(ValueTask<>))
                ? type.GetGenericArguments()[0]
                : throw new OrleansConfigurationException($"{info.DeclaringType}.{info.Name} must return a task.");
        return info.IsGenericMethodDefinition || info.GetParameters().Any(p => p.ParameterType.IsByRef)
            ? throw new OrleansConfigurationException($"{info.DeclaringType}.{info.Name} must be neither generic nor have ref parameters.")
            : (MethodModel)Activator.CreateInstance(typeof(MethodModel<>).MakeGenericType(result), owner, info)!;
    }

    /// <summary>Sends a call and returns what the interface method returns.</summary>
    public abstract object Send(GrainSlot slot, object?[] arguments);

    /// <summary>Runs the filters and the method; the task has the type of the method's result.</summary>
    public abstract Task InvokeFiltered(IncomingCall call);

    /// <summary>Copies the result of a finished call unless it is immutable.</summary>
    public abstract object CopyOutcome(Task outcome);

    public abstract object? ResultOf(Task outcome);

    public Task Invoke(object grain, object?[] arguments) => _invoke(grain, arguments);

    protected void CopyArguments(object?[] arguments)
    {
        if (!_hasCopies)
        {
            return;
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            if (_isCopied[i])
            {
                arguments[i] = DeepCopier.Copy(arguments[i]);
            }
        }
    }

    protected Request Post(GrainSlot slot, object?[] arguments, HostContext caller, WorkGroup? group, IPendingCall? pending)
    {
        var request = new Request(this, slot, arguments, caller, group, pending, CallContext.CurrentValues);
        if (_tokenIndex >= 0 && arguments[_tokenIndex] is CancellationToken { CanBeCanceled: true } token)
        {
            request.LinkToken(_tokenIndex, token);
        }

        if (pending is not null)
        {
            caller.OpenCalls.Add(request);
        }

        slot.Cluster.SendRequest(request);
        return request;
    }

    protected CancellationToken TokenOf(object?[] arguments) =>
        _tokenIndex >= 0 && arguments[_tokenIndex] is CancellationToken token ? token : default;

    private static Func<object, object?[], Task> CompileInvoke(MethodInfo info, ParameterInfo[] parameters)
    {
        var target = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object[]));
        Expression call = Expression.Call(
            Expression.Convert(target, info.DeclaringType!),
            info,
            parameters.Select((p, i) => Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(i)), p.ParameterType)));
        if (info.ReturnType.IsValueType)
        {
            call = Expression.Call(call, nameof(ValueTask.AsTask), null);
        }

        return Expression.Lambda<Func<object, object?[], Task>>(Expression.Convert(call, typeof(Task)), target, arguments).Compile();
    }
}
