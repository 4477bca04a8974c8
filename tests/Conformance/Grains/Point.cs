using Orleans;

namespace Conformance.Grains;

[GenerateSerializer]
[Alias("conformance.Point")]
public readonly record struct Point(int X, int Y);
