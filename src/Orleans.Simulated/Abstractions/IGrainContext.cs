namespace Orleans.Runtime;

/// <summary>One activation of a grain.</summary>
public interface IGrainContext
{
    /// <summary>Reference to the grain.</summary>
    GrainReference GrainReference { get; }

    /// <summary>The grain.</summary>
    GrainId GrainId { get; }

    /// <summary>The grain object; null before it was created.</summary>
    object? GrainInstance { get; }

    /// <summary>Identity of the activation.</summary>
    ActivationId ActivationId { get; }

    /// <summary>Where the activation is.</summary>
    GrainAddress Address { get; }

    /// <summary>The services of the activation.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Completes when the activation has ended.</summary>
    Task Deactivated { get; }

    /// <summary>Ends the activation once the running requests are done.</summary>
    /// <param name="deactivationReason">Why.</param>
    /// <param name="cancellationToken">Not used by the simulated runtime.</param>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}
