using Orleans.Simulation;

namespace Orleans.Simulated.Tests.Messages;

[GenerateSerializer]
[IgnoreContractErrors]
public sealed record WithoutAlias(int First);
