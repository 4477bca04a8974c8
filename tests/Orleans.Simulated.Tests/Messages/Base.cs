namespace Orleans.Simulated.Tests.Messages;

[GenerateSerializer]
[Alias("tests.Base")]
public abstract class Base
{
    [Id(0)]
    public string? Name { get; set; }
}
