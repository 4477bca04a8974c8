namespace Orleans.Simulated.Tests.Messages;

[GenerateSerializer]
[Alias("tests.Derived")]
public sealed class Derived : Base
{
    [NonSerialized]
    private int _scratch;

    [Id(0)]
    public int[] Numbers { get; set; } = [];

    [Id(1)]
    public Derived? Next { get; set; }

    public int Scratch
    {
        get => _scratch;
        set => _scratch = value;
    }
}
