namespace Orleans.Simulated.Tests.Messages;

[GenerateSerializer]
[Alias("tests.Positional")]
public readonly record struct Positional(int First, string Second, Int128? Third);
