using Orleans;
using OrleansMarkets.Contracts.OrderBooks;

namespace OrleansMarkets.Contracts.CrossMargin;

/// <summary>A deposit, withdrawal or transfer of one asset.</summary>
/// <param name="Id">The command id.</param>
/// <param name="Asset">The asset.</param>
/// <param name="AmountQuanta">Amount, above zero.</param>
/// <param name="Counterparty">Account credited by a transfer; zero for deposit and withdrawal.</param>
[GenerateSerializer, Immutable, Alias("om.ledger-command")]
public sealed record LedgerCommand(
    CommandKey Id,
    string Asset,
    long AmountQuanta,
    long Counterparty);
