using System.Collections.Concurrent;

namespace Orleans.Simulation.Engine;

/// <summary>Tells the tasks of async methods from other tasks.</summary>
internal static class AsyncMethod
{
    private static readonly ConcurrentDictionary<Type, bool> Known = new();

    /// <summary>Whether a task is that of an async method, and so completes where the code of the method ends.</summary>
    public static bool IsTaskOf(Task task) => Known.GetOrAdd(task.GetType(), static type =>
        type.DeclaringType is { } owner && owner.Name.StartsWith("AsyncTaskMethodBuilder", StringComparison.Ordinal));
}
