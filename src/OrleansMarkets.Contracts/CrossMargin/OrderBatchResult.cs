using System.Collections.Immutable;
using Orleans;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Contracts.CrossMargin;

/// <summary>The outcome of a batch.</summary>
/// <param name="Code">Ok, or why the whole batch was refused: nothing of it happened then.</param>
/// <param name="Results">
/// The outcome of each command, in its order; empty if the batch was refused. Unknown is what a market has not said within a second or
/// two, while others may have: ask again with the same command.
/// </param>
[GenerateSerializer, Immutable, Alias("om.order-batch-result")]
public readonly record struct OrderBatchResult(ResultCode Code, ImmutableArray<PlaceResult> Results);
