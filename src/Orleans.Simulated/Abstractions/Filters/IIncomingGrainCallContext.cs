using System.Reflection;

namespace Orleans;

/// <summary>A call that arrives at a grain.</summary>
public interface IIncomingGrainCallContext : IGrainCallContext
{
    /// <summary>The called method of the grain class.</summary>
    MethodInfo ImplementationMethod { get; }

    /// <summary>The activation.</summary>
    IGrainContext TargetContext { get; }
}
