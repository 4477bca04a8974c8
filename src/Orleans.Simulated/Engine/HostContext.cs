namespace Orleans.Simulation.Engine;

/// <summary>A process of the simulated cluster: a silo or a client.</summary>
internal abstract class HostContext
{
    protected HostContext(ClusterRuntime cluster, string name)
    {
        Cluster = cluster;
        Name = name;
        SystemGroup = new WorkGroup(cluster.Engine, this, name);
        OpenCalls = new OpenCallList(this);
        Clock = cluster.Engine.Clock;
    }

    public ClusterRuntime Cluster { get; }

    public string Name { get; }

    public HostStatus Status { get; private set; } = HostStatus.Starting;

    /// <summary>Runs code of the host that belongs to no activation.</summary>
    public WorkGroup SystemGroup { get; }

    public OpenCallList OpenCalls { get; }

    public TimeProvider Clock { get; set; }

    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Groups with turns to run while the host is paused.</summary>
    public List<WorkGroup> FrozenGroups { get; } = [];

    /// <summary>Timers that came due while the host was paused.</summary>
    public List<VirtualTimer> FrozenTimers { get; } = [];

    public void ChangeStatus(HostStatus status)
    {
        Status = status;
        Cluster.Engine.HostChanged(this);
    }
}
