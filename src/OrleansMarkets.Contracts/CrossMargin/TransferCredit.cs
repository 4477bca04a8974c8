using Orleans;
using OrleansMarkets.Contracts.OrderBooks;

namespace OrleansMarkets.Contracts.CrossMargin;

/// <summary>The credit side of a transfer, keyed by its id; repeated until acknowledged.</summary>
/// <param name="FromAccount">Account whose log holds the debit.</param>
/// <param name="Id">The transfer.</param>
/// <param name="Asset">The asset.</param>
/// <param name="AmountQuanta">Amount.</param>
[GenerateSerializer, Immutable, Alias("om.transfer-credit")]
public readonly record struct TransferCredit(
    long FromAccount,
    CommandKey Id,
    string Asset,
    long AmountQuanta);
