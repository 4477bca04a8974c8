namespace Orleans.Simulation.Engine;

/// <summary>What a host does.</summary>
internal enum HostStatus
{
    /// <summary>Starts; takes no activations yet.</summary>
    Starting,

    /// <summary>Works.</summary>
    Active,

    /// <summary>Stops gracefully; takes no new activations.</summary>
    Stopping,

    /// <summary>Hangs: runs nothing, loses nothing.</summary>
    Paused,

    /// <summary>Runs although the others have declared it dead.</summary>
    Zombie,

    /// <summary>Gone.</summary>
    Dead,
}
