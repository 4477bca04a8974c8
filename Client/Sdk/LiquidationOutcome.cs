namespace OrleansMarkets.Client;

/// <summary>What one step of a liquidation did.</summary>
/// <param name="Account">The liquidated account.</param>
/// <param name="Stage">How far the liquidation is, in the exchange's word.</param>
/// <param name="Reward">Paid to the caller's account by this step, settlement asset.</param>
public sealed record LiquidationOutcome(long Account, string Stage, decimal Reward);
