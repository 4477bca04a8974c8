namespace OrleansMarkets.Core.Clearing;

/// <summary>What one side of a trade does to a position.</summary>
/// <param name="CostDeltaQuanta">Change of the signed cost basis.</param>
/// <param name="RealisedQuanta">Profit realised, before fees.</param>
internal readonly record struct PositionChange(long CostDeltaQuanta, long RealisedQuanta);
