namespace OrleansMarkets.Core.Clearing;

/// <summary>What a liquidation or auto-deleveraging step did; stored as the account's last step.</summary>
/// <param name="Episode">The account's liquidation episode.</param>
/// <param name="Step">Number of the step.</param>
/// <param name="Sequence">Sequence of the step in the market.</param>
/// <param name="ClosedLots">Lots closed.</param>
/// <param name="ClosedQuanta">Notional closed, quote quanta.</param>
/// <param name="FeesQuanta">Trading fees paid by the account, quote quanta.</param>
/// <param name="LiquidationFeeQuanta">Liquidation fee paid by the account, the keeper's reward included, quote quanta.</param>
/// <param name="RewardQuanta">Part of the liquidation fee that went to the keeper, quote quanta.</param>
/// <param name="RemainderLots">Lots asked for that were not closed.</param>
/// <param name="Interrupted">Whether the step stopped at the dynamic band and interrupted the market.</param>
public readonly record struct LiquidationResult(
    long Episode,
    int Step,
    long Sequence,
    long ClosedLots,
    long ClosedQuanta,
    long FeesQuanta,
    long LiquidationFeeQuanta,
    long RewardQuanta,
    long RemainderLots,
    bool Interrupted = false);
