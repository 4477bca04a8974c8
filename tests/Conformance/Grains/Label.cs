using Orleans;

namespace Conformance.Grains;

[GenerateSerializer]
[Immutable]
[Alias("conformance.Label")]
public sealed record Label([property: Id(0)] string Text, [property: Id(1)] decimal? Price, [property: Id(2)] Colour Colour);
