using System.Collections.Concurrent;
using Orleans;
using Orleans.Runtime;

namespace OrleansMarkets.Grains.Tests.Markets;

/// <summary>Which silo took the latest call of each grain: seen by a filter on the silos, so it is where the call really ran.</summary>
public sealed class GrainHosts
{
    private readonly ConcurrentDictionary<GrainId, string> _silos = new();

    /// <summary>The silo of a grain that was called before.</summary>
    public string this[IAddressable grain] => _silos[grain.GetGrainId()];

    public void Note(GrainId grain, string silo) => _silos[grain] = silo;
}
