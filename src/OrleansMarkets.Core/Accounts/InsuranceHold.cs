namespace OrleansMarkets.Core.Accounts;

/// <summary>Insurance money set aside for one liquidation episode. It never is the account's own.</summary>
/// <param name="Account">The account being liquidated.</param>
/// <param name="Episode">Its episode.</param>
/// <param name="Asset">Asset code.</param>
/// <param name="AmountQuanta">What is held, quanta.</param>
public readonly record struct InsuranceHold(long Account, long Episode, string Asset, long AmountQuanta);
