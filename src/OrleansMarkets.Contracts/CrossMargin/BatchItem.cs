using Orleans;

namespace OrleansMarkets.Contracts.CrossMargin;

/// <summary>One command of an <see cref="OrderBatch"/>: exactly one of the three.</summary>
/// <param name="Place">A new order, or null.</param>
/// <param name="Amend">An amendment, or null.</param>
/// <param name="Cancel">A cancel, or null.</param>
/// <param name="WithNext">
/// Whether the account's risk admits the order only together with the next item, an order in the same market: of such a run it admits all
/// or none. What the market itself refuses it refuses one by one.
/// </param>
[GenerateSerializer, Immutable, Alias("om.batch-item")]
public sealed record BatchItem(
    PlaceOrder? Place = null, AmendRequest? Amend = null, CancelRequest? Cancel = null, bool WithNext = false);
