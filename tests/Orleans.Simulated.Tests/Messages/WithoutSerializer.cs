namespace Orleans.Simulated.Tests.Messages;

public sealed class WithoutSerializer
{
    public int First { get; set; }
}
