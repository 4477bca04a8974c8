using OrleansMarkets.Core.Margin;

namespace OrleansMarkets.Core.Liquidation;

/// <summary>What to do with an account now.</summary>
/// <param name="Stage">Its stage in the loss waterfall.</param>
/// <param name="Risk">The numbers that decide it.</param>
/// <param name="Step">
/// The next step against the book; null when there is none: nothing to liquidate, no position with a fresh mark, or the stage is
/// <see cref="LiquidationStage.Deleveraging"/>.
/// </param>
public readonly record struct LiquidationPlan(LiquidationStage Stage, AccountRisk Risk, LiquidationStep? Step);
