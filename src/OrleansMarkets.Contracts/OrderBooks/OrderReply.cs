using Orleans;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>What the market recorded for an order or a cancel, said after it is durable.</summary>
/// <param name="Code">The outcome.</param>
/// <param name="OrderId">The order, zero when none was made.</param>
/// <param name="Status">Status of the order after the step.</param>
/// <param name="FilledLots">Lots filled so far.</param>
/// <param name="FilledNotionalQuanta">Notional filled so far in quote quanta.</param>
/// <param name="RemainingLots">Lots still resting, or waiting for a trigger or a parent.</param>
/// <param name="Sequence">Sequence of the market's record.</param>
/// <param name="MarketEpoch">Epoch of the market's activation.</param>
/// <param name="IsReplay">Whether this is a stored result of an earlier call.</param>
/// <param name="Row">The account's row after the step; counts as a push.</param>
[GenerateSerializer, Immutable, Alias("om.order-reply")]
public readonly record struct OrderReply(
    ResultCode Code,
    long OrderId,
    OrderStatus Status,
    long FilledLots,
    long FilledNotionalQuanta,
    long RemainingLots,
    long Sequence,
    long MarketEpoch,
    bool IsReplay,
    RowImage Row);
