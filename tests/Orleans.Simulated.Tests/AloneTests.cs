namespace Orleans.Simulated.Tests;

[CollectionDefinition(EscapeTests.Alone, DisableParallelization = true)]
public sealed class AloneTests;
