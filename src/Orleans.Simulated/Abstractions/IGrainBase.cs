namespace Orleans;

/// <summary>What a grain class implements when it does not derive from <see cref="Grain"/>.</summary>
public interface IGrainBase
{
    /// <summary>The activation.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Runs before the first request.</summary>
    /// <param name="token">Cancelled when activation takes too long.</param>
    /// <returns>The activation step.</returns>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Runs after the last request.</summary>
    /// <param name="reason">Why the activation ends.</param>
    /// <param name="token">Cancelled when deactivation takes too long.</param>
    /// <returns>The deactivation step.</returns>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}
