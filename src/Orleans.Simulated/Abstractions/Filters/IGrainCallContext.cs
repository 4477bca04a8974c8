using System.Reflection;
using Orleans.Serialization.Invocation;

namespace Orleans;

/// <summary>A call on its way through the filters.</summary>
public interface IGrainCallContext
{
    /// <summary>The method and its arguments.</summary>
    IInvokable Request { get; }

    /// <summary>The grain.</summary>
    object Grain { get; }

    /// <summary>The called method of the interface.</summary>
    MethodInfo InterfaceMethod { get; }

    /// <summary>Name of the interface.</summary>
    string InterfaceName { get; }

    /// <summary>Identity of the interface.</summary>
    GrainInterfaceType InterfaceType { get; }

    /// <summary>Name of the method.</summary>
    string MethodName { get; }

    /// <summary>The result; filters may read or replace it after <see cref="Invoke"/>.</summary>
    object? Result { get; set; }

    /// <summary>The calling grain; null for a client.</summary>
    GrainId? SourceId { get; }

    /// <summary>The called grain.</summary>
    GrainId TargetId { get; }

    /// <summary>Runs the remaining filters and the method.</summary>
    /// <returns>Their completion.</returns>
    Task Invoke();
}
