namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>The account's last liquidation step in this market, kept so that repeating it has no second effect.</summary>
/// <param name="Account">The account.</param>
/// <param name="BodyHash">Hash of the command's body.</param>
/// <param name="Result">What the step did.</param>
public readonly record struct EpisodeStepEvent(long Account, ulong BodyHash, LiquidationResult Result);
