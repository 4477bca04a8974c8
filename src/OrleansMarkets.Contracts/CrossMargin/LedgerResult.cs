using Orleans;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Contracts.CrossMargin;

/// <summary>The outcome of a deposit, withdrawal or transfer.</summary>
/// <param name="Code">The outcome.</param>
/// <param name="LedgerQuanta">Balance of the asset on the account ledger after it, in quanta.</param>
/// <param name="Sequence">Sequence of the account's record, zero when none.</param>
[GenerateSerializer, Immutable, Alias("om.ledger-result")]
public readonly record struct LedgerResult(
    ResultCode Code,
    long LedgerQuanta,
    long Sequence);
