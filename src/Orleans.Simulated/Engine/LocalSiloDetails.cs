using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Simulation.Engine;

internal sealed class LocalSiloDetails(SiloRuntime silo) : ILocalSiloDetails
{
    public string Name => silo.Name;

    public string ClusterId => silo.Services.GetRequiredService<IOptions<ClusterOptions>>().Value.ClusterId;

    public SiloAddress SiloAddress => silo.Address;
}
