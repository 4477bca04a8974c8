namespace OrleansMarkets.Core.Accounts;

/// <summary>An outgoing transfer that its receiver has not acknowledged: the sender repeats it until then.</summary>
/// <param name="To">The receiving account.</param>
/// <param name="Number">Number of the transfer between the two accounts, dense from 1: with the sender it is the transfer's id.</param>
/// <param name="Asset">Asset code.</param>
/// <param name="AmountQuanta">Amount, quanta.</param>
public readonly record struct OpenTransfer(long To, long Number, string Asset, long AmountQuanta);
