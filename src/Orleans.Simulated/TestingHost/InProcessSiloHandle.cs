using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>A silo of a test cluster.</summary>
public sealed class InProcessSiloHandle
{
    internal InProcessSiloHandle(SiloRuntime silo, IHost host)
    {
        Silo = silo;
        SiloHost = host;
    }

    /// <summary>Name of the silo.</summary>
    public string Name => Silo.Name;

    /// <summary>Address of this incarnation.</summary>
    public SiloAddress SiloAddress => Silo.Address;

    /// <summary>Whether the silo runs.</summary>
    public bool IsActive => Silo.Status is HostStatus.Active;

    /// <summary>Its host.</summary>
    public IHost SiloHost { get; }

    /// <summary>Its services.</summary>
    public IServiceProvider ServiceProvider => SiloHost.Services;

    internal SiloRuntime Silo { get; }
}
