using Orleans.Simulation;

namespace Orleans.Simulated.Tests.Messages;

[GenerateSerializer]
[Alias("tests.WithBadMember")]
[IgnoreContractErrors]
public sealed record WithBadMember(List<WithoutSerializer> Members);
