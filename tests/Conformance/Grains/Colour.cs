using Orleans;

namespace Conformance.Grains;

[GenerateSerializer]
[Alias("conformance.Colour")]
public enum Colour
{
    Red,
    Green,
}
