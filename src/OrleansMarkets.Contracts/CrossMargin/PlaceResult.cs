using Orleans;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Contracts.CrossMargin;

/// <summary>The outcome of an order or a cancel.</summary>
/// <param name="Code">The outcome; Unknown means: ask again with the same command.</param>
/// <param name="OrderId">The order, zero when none was made.</param>
/// <param name="Status">Status of the order.</param>
/// <param name="FilledLots">Lots filled.</param>
/// <param name="FilledNotionalQuanta">Notional filled, quote quanta.</param>
/// <param name="RemainingLots">Lots still resting, or waiting for a trigger or a parent.</param>
/// <param name="Sequence">Sequence of the market's record, zero when none.</param>
[GenerateSerializer, Immutable, Alias("om.place-result")]
public readonly record struct PlaceResult(
    ResultCode Code,
    long OrderId,
    OrderStatus Status,
    long FilledLots,
    long FilledNotionalQuanta,
    long RemainingLots,
    long Sequence);
