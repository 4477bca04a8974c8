namespace Orleans;

/// <summary>Subscribes delegates to lifecycles.</summary>
public static class LifecycleExtensions
{
    /// <summary>Subscribes a start step.</summary>
    /// <param name="observable">The lifecycle.</param>
    /// <param name="observerName">Name for diagnostics.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="onStart">The step.</param>
    /// <returns>Disposing it removes the step.</returns>
    public static IDisposable Subscribe(
        this ILifecycleObservable observable, string observerName, int stage, Func<CancellationToken, Task> onStart) =>
        Subscribe(observable, observerName, stage, onStart, null);

    /// <summary>Subscribes a start and a stop step.</summary>
    /// <param name="observable">The lifecycle.</param>
    /// <param name="observerName">Name for diagnostics.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="onStart">The start step.</param>
    /// <param name="onStop">The stop step.</param>
    /// <returns>Disposing it removes the steps.</returns>
    public static IDisposable Subscribe(
        this ILifecycleObservable observable,
        string observerName,
        int stage,
        Func<CancellationToken, Task> onStart,
        Func<CancellationToken, Task>? onStop)
    {
        ArgumentNullException.ThrowIfNull(observable);
        return observable.Subscribe(observerName, stage, new DelegateLifecycleObserver(onStart, onStop));
    }
}
