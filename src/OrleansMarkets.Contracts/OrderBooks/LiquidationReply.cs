using Orleans;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>What a liquidation or deleveraging step did.</summary>
/// <param name="Code">The outcome.</param>
/// <param name="Sequence">Sequence of the market's record.</param>
/// <param name="ClosedLots">Lots closed.</param>
/// <param name="ClosedNotionalQuanta">Their notional in quote quanta.</param>
/// <param name="FeeQuanta">Liquidation fee in quote quanta.</param>
/// <param name="RewardQuanta">Keeper's part of the fee in quote quanta.</param>
/// <param name="Row">The account's row after the step.</param>
/// <param name="RemainderLots">
/// Lots that could have been closed and were not: nobody took them, or the counterparties have become smaller.
/// </param>
/// <param name="Interrupted">Whether the step interrupted the market: what remains goes on when it is open again.</param>
[GenerateSerializer, Immutable, Alias("om.liquidation-reply")]
public readonly record struct LiquidationReply(
    ResultCode Code,
    long Sequence,
    long ClosedLots,
    long ClosedNotionalQuanta,
    long FeeQuanta,
    long RewardQuanta,
    RowImage Row,
    long RemainderLots,
    bool Interrupted);
