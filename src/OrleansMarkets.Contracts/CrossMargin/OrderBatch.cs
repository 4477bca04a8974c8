using System.Collections.Immutable;
using Orleans;

namespace OrleansMarkets.Contracts.CrossMargin;

/// <summary>
/// Orders, amendments and cancels of one account, admitted one after the other, each with those before it reserved. Those of one market are
/// executed consecutively, in their order, and durable together. An amendment cannot name an order of the same batch.
/// </summary>
/// <param name="Items">The commands: at least one, at most <see cref="MaximumItems"/>.</param>
[GenerateSerializer, Immutable, Alias("om.order-batch")]
public sealed record OrderBatch(ImmutableArray<BatchItem> Items)
{
    /// <summary>Most commands of one batch.</summary>
    public const int MaximumItems = 64;
}
