using Orleans;

namespace OrleansMarkets.Contracts.CrossMargin;

/// <summary>Balance of one asset.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="LedgerQuanta">On the account ledger.</param>
/// <param name="ClearedQuanta">Cleared in markets, funding settled to the known index.</param>
[GenerateSerializer, Immutable, Alias("om.balance-line")]
public readonly record struct BalanceLine(
    string Asset,
    long LedgerQuanta,
    long ClearedQuanta);
