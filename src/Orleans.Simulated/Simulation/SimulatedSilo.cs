namespace Orleans.Simulation;

/// <summary>A silo as tests see it.</summary>
public sealed class SimulatedSilo
{
    private readonly SiloRuntime _silo;

    internal SimulatedSilo(SiloRuntime silo) => _silo = silo;

    /// <summary>Name of the silo.</summary>
    public string Name => _silo.Name;

    /// <summary>Position among the silos.</summary>
    public int Index => _silo.Index;

    /// <summary>Address of this incarnation.</summary>
    public SiloAddress Address => _silo.Address;

    /// <summary>What it does: starting, active, stopping, paused, zombie or dead.</summary>
    public string Status => _silo.Status.ToString();

    /// <summary>Whether it takes calls and new activations.</summary>
    public bool IsActive => _silo.Status is HostStatus.Active;

    /// <summary>Its services.</summary>
    public IServiceProvider Services => _silo.Services;

    /// <summary>Its wall clock.</summary>
    public TimeProvider Clock => _silo.Clock;

    /// <summary>Grains that are active on it.</summary>
    public IReadOnlyList<GrainId> ActiveGrains => [.. _silo.Snapshot().Select(activation => activation.GrainId)];
}
