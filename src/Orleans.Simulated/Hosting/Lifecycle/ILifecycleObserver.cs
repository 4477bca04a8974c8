namespace Orleans;

/// <summary>Takes part in start and stop.</summary>
public interface ILifecycleObserver
{
    /// <summary>Starts.</summary>
    /// <param name="cancellationToken">Cancelled when the start is given up.</param>
    /// <returns>The start.</returns>
    Task OnStart(CancellationToken cancellationToken = default);

    /// <summary>Stops.</summary>
    /// <param name="cancellationToken">Cancelled when the stop must be quick.</param>
    /// <returns>The stop.</returns>
    Task OnStop(CancellationToken cancellationToken = default);
}
