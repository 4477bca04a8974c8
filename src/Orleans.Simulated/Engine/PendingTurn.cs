namespace Orleans.Simulation.Engine;

/// <summary>A request or timer tick of an activation: waits in its queue, then runs; linked into the list of one or the other.</summary>
internal abstract class PendingTurn
{
    public PendingTurn? Previous { get; set; }

    public PendingTurn? Next { get; set; }

    public abstract bool AlwaysInterleaves { get; }

    public abstract bool IsReadOnly { get; }

    /// <summary>Whether running it counts as activity for idle collection.</summary>
    public abstract bool KeepsAlive { get; }

    public Activation? RunsOn { get; set; }

    /// <summary>Whether it has started and not ended.</summary>
    public bool IsRunning { get; set; }

    /// <summary>Whether it must not start any more.</summary>
    public abstract bool IsAbandoned { get; }

    public abstract Task Run(Activation activation);

    public abstract void Completed(Activation activation, Task outcome);

    /// <summary>The activation ended before this could run.</summary>
    public abstract void Forward(Activation from);

    /// <summary>The activation failed before this could run.</summary>
    public abstract void Reject(Exception failure);
}
