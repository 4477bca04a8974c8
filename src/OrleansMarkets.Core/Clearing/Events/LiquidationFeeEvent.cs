namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>
/// The liquidation fee of a step: from the account to <see cref="WellKnownAccounts.Insurance"/>, the reward to the keeper.
/// </summary>
/// <param name="Account">Who pays.</param>
/// <param name="KeeperAccount">Who gets the reward; 0 for nobody.</param>
/// <param name="FeeQuanta">The whole fee.</param>
/// <param name="RewardQuanta">The keeper's part of it.</param>
public readonly record struct LiquidationFeeEvent(long Account, long KeeperAccount, long FeeQuanta, long RewardQuanta);
