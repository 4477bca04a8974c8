using Orleans;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Contracts.CrossMargin;

/// <summary>What a call to liquidate an account did.</summary>
/// <param name="Code">The outcome.</param>
/// <param name="Episode">The episode, zero when none was opened.</param>
/// <param name="Stage">Where the episode stands.</param>
/// <param name="ClosedLots">Lots closed by this call.</param>
/// <param name="RewardQuanta">Reward of the keeper in this call, quote quanta.</param>
/// <param name="InsuranceQuanta">Paid by insurance, quote quanta.</param>
/// <param name="DeleveragedLots">Lots closed by auto-deleveraging.</param>
[GenerateSerializer, Immutable, Alias("om.liquidation-result")]
public sealed record LiquidateResult(
    ResultCode Code,
    long Episode,
    LiquidationStage Stage,
    long ClosedLots,
    long RewardQuanta,
    long InsuranceQuanta,
    long DeleveragedLots);
