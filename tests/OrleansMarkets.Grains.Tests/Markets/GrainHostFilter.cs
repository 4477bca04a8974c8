using Orleans;
using Orleans.Runtime;

namespace OrleansMarkets.Grains.Tests.Markets;

/// <summary>Notes on every silo which grains it runs.</summary>
public sealed class GrainHostFilter(GrainHosts hosts, ILocalSiloDetails silo) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context)
    {
        hosts.Note(context.TargetId, silo.SiloAddress.ToString());
        return context.Invoke();
    }
}
