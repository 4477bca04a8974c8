using Orleans.Simulation;

namespace Orleans.Simulated.Tests.Messages;

[GenerateSerializer]
[Alias("tests.WithMissingId")]
[IgnoreContractErrors]
public sealed class WithMissingId
{
    [Id(0)]
    public int First { get; set; }

    public int Second { get; set; }
}
