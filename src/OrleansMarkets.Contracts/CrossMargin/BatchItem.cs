using Orleans;

namespace OrleansMarkets.Contracts.CrossMargin;

/// <summary>One command of an <see cref="OrderBatch"/>: exactly one of the three.</summary>
/// <param name="Place">A new order, or null.</param>
/// <param name="Amend">An amendment, or null.</param>
/// <param name="Cancel">A cancel, or null.</param>
[GenerateSerializer, Immutable, Alias("om.batch-item")]
public sealed record BatchItem(PlaceOrder? Place = null, AmendRequest? Amend = null, CancelRequest? Cancel = null);
