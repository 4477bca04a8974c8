namespace OrleansMarkets.Lab.Verify;

/// <summary>How the records of a log become state again.</summary>
public enum FoldMode
{
    /// <summary>Apply the recorded events.</summary>
    ApplyEvents,

    /// <summary>Run the recorded commands again and compare the events that they give, byte by byte.</summary>
    RerunCommands,
}
