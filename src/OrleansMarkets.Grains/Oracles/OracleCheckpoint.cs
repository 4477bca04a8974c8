using Orleans;

namespace OrleansMarkets.Grains.Oracles;

/// <summary>What a feed keeps over a restart: soft, since fresh votes replace all of it.</summary>
[GenerateSerializer, Alias("om.oracle-checkpoint")]
public sealed class OracleCheckpoint
{
    /// <summary>The aggregator's canonical snapshot.</summary>
    [Id(0)]
    public byte[] Snapshot { get; set; } = [];
}
