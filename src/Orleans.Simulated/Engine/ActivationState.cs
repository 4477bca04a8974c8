namespace Orleans.Simulation.Engine;

/// <summary>The life of an activation.</summary>
internal enum ActivationState
{
    /// <summary>Created or being activated; requests wait.</summary>
    Activating,

    /// <summary>Takes requests.</summary>
    Valid,

    /// <summary>Finishes the running requests, then deactivates; new requests wait for the next activation.</summary>
    Deactivating,

    /// <summary>Has ended.</summary>
    Ended,
}
