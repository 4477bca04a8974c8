using Orleans;

namespace Conformance.Grains;

[GenerateSerializer]
[Alias("conformance.Wallet")]
public sealed class Wallet
{
    [Id(0)]
    public long Amount { get; set; }
}
