using Orleans;

namespace Conformance.Grains;

[GenerateSerializer]
[Alias("conformance.Basket")]
public sealed class Basket
{
    [Id(0)]
    public List<Fruit> Fruits { get; set; } = [];

    [Id(1)]
    public Dictionary<string, int[]> Counts { get; set; } = [];

    [Id(2)]
    public Basket? Inner { get; set; }
}
