namespace Orleans.Runtime;

/// <summary>A timer of one activation; it ends with the activation.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Changes when ticks are due.</summary>
    /// <param name="dueTime">Time to the next tick; infinite for none.</param>
    /// <param name="period">Time from the end of a tick to the next; infinite for none.</param>
    void Change(TimeSpan dueTime, TimeSpan period);
}
