namespace Orleans.Simulation.Engine;

/// <summary>The client process.</summary>
internal sealed class ClientHost : HostContext
{
    public ClientHost(ClusterRuntime cluster, string name)
        : base(cluster, name) => ChangeStatus(HostStatus.Active);
}
