namespace Orleans;

/// <summary>Something that starts and stops in stages.</summary>
public interface ILifecycleObservable
{
    /// <summary>Adds an observer.</summary>
    /// <param name="observerName">Its name, for diagnostics.</param>
    /// <param name="stage">Its stage.</param>
    /// <param name="observer">The observer.</param>
    /// <returns>Disposing it removes the observer.</returns>
    IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer);
}
