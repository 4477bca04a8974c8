using Orleans.Simulation;

namespace Orleans.Simulated.Tests.Messages;

[GenerateSerializer]
[Alias("tests.PositionalWithMember")]
[IgnoreContractErrors]
public sealed record PositionalWithMember(int First)
{
    public int Extra { get; set; }
}
