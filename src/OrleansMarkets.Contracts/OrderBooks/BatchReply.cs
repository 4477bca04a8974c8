using System.Collections.Immutable;
using Orleans;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>What became of a batch, said after all of it is durable.</summary>
/// <param name="Code">Ok, or why the whole batch was refused: nothing of it is recorded then.</param>
/// <param name="MarketEpoch">Epoch of the market's activation.</param>
/// <param name="Sequence">Sequence of the market up to which the rows are settled.</param>
/// <param name="Answers">One answer a command, in the order of the batch.</param>
/// <param name="Rows">The latest row of each account that had a command in the batch; counts as a push.</param>
[GenerateSerializer, Immutable, Alias("om.batch-reply")]
public sealed record BatchReply(
    ResultCode Code,
    long MarketEpoch,
    long Sequence,
    ImmutableArray<CommandAnswer> Answers,
    ImmutableArray<RowImage> Rows);
