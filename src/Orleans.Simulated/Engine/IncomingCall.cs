using System.Reflection;
using Orleans.Serialization.Invocation;

namespace Orleans.Simulation.Engine;

/// <summary>A call on its way through the filters of the silo, then of the grain itself, to the method.</summary>
internal sealed class IncomingCall(Activation activation, Request request) : IIncomingGrainCallContext
{
    private int _position;

    public IInvokable Request => request;

    public object Grain => activation.Instance!;

    public MethodInfo InterfaceMethod => request.Method.Info;

    public string InterfaceName => request.Method.Interface.Type.Name;

    public GrainInterfaceType InterfaceType => request.Method.Interface.Name;

    public string MethodName => request.Method.Info.Name;

    public object? Result { get; set; }

    public GrainId? SourceId => request.SourceId;

    public GrainId TargetId => activation.GrainId;

    public IGrainContext TargetContext => activation;

    public MethodInfo ImplementationMethod
    {
        get
        {
            var map = activation.Class.Type.GetInterfaceMap(InterfaceMethod.DeclaringType!);
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, InterfaceMethod)];
        }
    }

    public async Task Invoke()
    {
        var filters = activation.Silo.Filters;
        var position = _position++;
        if (position < filters.Length)
        {
            await filters[position].Invoke(this);
        }
        else if (position == filters.Length && activation.Class.IsFilter)
        {
            await ((IIncomingGrainCallFilter)Grain).Invoke(this);
        }
        else
        {
            var task = request.Method.Invoke(Grain, request.Arguments);
            await task;
            Result = request.Method.ResultOf(task);
        }
    }
}
