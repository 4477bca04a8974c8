using Orleans;

namespace Conformance.Grains;

[Alias("conformance.IWalletGrain")]
public interface IWalletGrain : IGrainWithIntegerKey
{
    [Alias("Add")]
    Task<long> Add(long amount);

    [Alias("Amount")]
    Task<long> Amount();

    [Alias("Key")]
    Task<long> Key();

    [Alias("Clear")]
    Task<bool> Clear();

    [Alias("End")]
    Task End();

    [Alias("WriteBehindItsBack")]
    Task WriteBehindItsBack(long amount);
}
