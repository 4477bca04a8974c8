using Orleans.Placement;

namespace Orleans.Concurrency;

/// <summary>Allows several activations of one grain on every silo; calls go to one on the caller's silo.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute : PlacementAttribute
{
    /// <summary>Allows a default number of activations for each silo.</summary>
    public StatelessWorkerAttribute()
        : this(0)
    {
    }

    /// <summary>Limits the activations for each silo.</summary>
    /// <param name="maxLocalWorkers">Largest number of activations of one grain on one silo; 0 for the default.</param>
    public StatelessWorkerAttribute(int maxLocalWorkers) => MaxLocalWorkers = maxLocalWorkers;

    internal int MaxLocalWorkers { get; }
}
