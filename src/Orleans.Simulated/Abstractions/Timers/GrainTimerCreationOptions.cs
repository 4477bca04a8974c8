using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>When the ticks of a grain timer are due and what they interleave with.</summary>
public readonly struct GrainTimerCreationOptions
{
    /// <summary>Creates options.</summary>
    public GrainTimerCreationOptions()
    {
    }

    /// <summary>Creates options.</summary>
    /// <param name="dueTime">Time to the first tick.</param>
    /// <param name="period">Time from the end of a tick to the next.</param>
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Time to the first tick.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>Time from the end of a tick to the next.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether ticks interleave with requests; otherwise they queue like requests.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether ticks count as activity for idle collection.</summary>
    public bool KeepAlive { get; init; }
}
