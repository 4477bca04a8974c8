using System.Collections.Immutable;
using Orleans;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>
/// Commands of several accounts to one book, executed one after the other as if each had come alone. Those of one account are in the order
/// of their pairs.
/// </summary>
/// <param name="Kinds">What follows what: each takes the next of its own list.</param>
/// <param name="Orders">The orders.</param>
/// <param name="Cancels">The cancels.</param>
/// <param name="Amendments">The amendments.</param>
/// <param name="MassCancels">The mass cancels.</param>
[GenerateSerializer, Immutable, Alias("om.command-batch")]
public sealed record CommandBatch(
    ImmutableArray<BatchedKind> Kinds,
    ImmutableArray<SubmitOrder> Orders,
    ImmutableArray<CancelOrder> Cancels,
    ImmutableArray<AmendOrder> Amendments,
    ImmutableArray<CancelOrders> MassCancels);
