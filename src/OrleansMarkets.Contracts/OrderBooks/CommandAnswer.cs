using Orleans;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>What the market recorded for one command of a batch.</summary>
/// <param name="Row">Place of the account's row in <see cref="BatchReply.Rows"/>.</param>
/// <param name="Code">
/// The outcome; Unavailable when the book took no more of the batch: nothing is recorded for this command, send it again.
/// </param>
/// <param name="OrderId">The order, zero when none was made.</param>
/// <param name="Status">Status of the order after the step.</param>
/// <param name="FilledLots">Lots filled so far.</param>
/// <param name="FilledNotionalQuanta">Notional filled so far in quote quanta.</param>
/// <param name="RemainingLots">Lots still resting, or waiting for a trigger or a parent.</param>
/// <param name="Sequence">Sequence of the market's record.</param>
/// <param name="IsReplay">Whether this is a stored result of an earlier call.</param>
[GenerateSerializer, Immutable, Alias("om.command-answer")]
public readonly record struct CommandAnswer(
    int Row,
    ResultCode Code,
    long OrderId,
    OrderStatus Status,
    long FilledLots,
    long FilledNotionalQuanta,
    long RemainingLots,
    long Sequence,
    bool IsReplay);
