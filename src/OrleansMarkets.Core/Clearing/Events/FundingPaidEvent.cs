namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>A row was settled up to the present funding index, against <see cref="WellKnownAccounts.FundingPool"/>.</summary>
/// <param name="Account">The account.</param>
/// <param name="AmountQuanta">Credited to the row; negative when it paid.</param>
/// <param name="FundingIndex">The index up to which the row is settled now.</param>
public readonly record struct FundingPaidEvent(long Account, long AmountQuanta, long FundingIndex);
