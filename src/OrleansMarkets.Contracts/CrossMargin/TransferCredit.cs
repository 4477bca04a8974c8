using Orleans;

namespace OrleansMarkets.Contracts.CrossMargin;

/// <summary>The credit side of a transfer, keyed by its id; repeated until acknowledged.</summary>
/// <param name="FromAccount">Account whose log holds the debit.</param>
/// <param name="Number">Number of the transfer between the two accounts: with the sender it is its id.</param>
/// <param name="Asset">The asset.</param>
/// <param name="AmountQuanta">Amount.</param>
[GenerateSerializer, Immutable, Alias("om.transfer-credit")]
public readonly record struct TransferCredit(
    long FromAccount,
    long Number,
    string Asset,
    long AmountQuanta);
