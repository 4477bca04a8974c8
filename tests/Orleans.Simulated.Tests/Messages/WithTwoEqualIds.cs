using Orleans.Simulation;

namespace Orleans.Simulated.Tests.Messages;

[GenerateSerializer]
[Alias("tests.WithTwoEqualIds")]
[IgnoreContractErrors]
public sealed class WithTwoEqualIds
{
    [Id(0)]
    public int First { get; set; }

    [Id(0)]
    public int Second { get; set; }
}
