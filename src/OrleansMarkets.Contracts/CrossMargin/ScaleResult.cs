using System.Collections.Immutable;
using Orleans;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Contracts.CrossMargin;

/// <summary>The outcome of a scale order.</summary>
/// <param name="Code">Ok if all its orders were accepted, else the first refusal; Unknown means: ask again with the same command.</param>
/// <param name="Orders">The outcome of each order, first to last; empty if the scale order was refused for its form.</param>
[GenerateSerializer, Immutable, Alias("om.scale-result")]
public readonly record struct ScaleResult(ResultCode Code, ImmutableArray<PlaceResult> Orders);
