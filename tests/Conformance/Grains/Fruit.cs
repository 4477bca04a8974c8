using Orleans;

namespace Conformance.Grains;

[GenerateSerializer]
[Alias("conformance.Fruit")]
public sealed record Fruit(string Name)
{
    [Id(0)]
    public int Grams { get; set; }
}
