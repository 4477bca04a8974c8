using System.Collections.Immutable;
using Orleans;

namespace OrleansMarkets.Contracts.CrossMargin;

/// <summary>
/// Orders, amendments and cancels of one account, admitted one after the other, each with those before it reserved. Those of one market
/// that the account trades on already are executed consecutively, in their order, and durable together. Each command is decided as if it
/// had come alone: what is wrong with one of them is its own result. An amendment cannot name an order of the same batch.
/// </summary>
/// <param name="Items">The commands: at least one, at most <see cref="MaximumItems"/>.</param>
[GenerateSerializer, Immutable, Alias("om.order-batch")]
public sealed record OrderBatch(ImmutableArray<BatchItem> Items)
{
    /// <summary>Most commands of one batch.</summary>
    public const int MaximumItems = 64;
}
