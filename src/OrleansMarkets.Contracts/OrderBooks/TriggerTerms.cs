using Orleans;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>When a conditional order is entered.</summary>
/// <param name="Kind">What it waits for.</param>
/// <param name="Source">The price that it watches.</param>
/// <param name="PriceUnits">Trigger price of a stop or take-profit, price units.</param>
/// <param name="TrailUnits">Distance of a trailing stop, price units; 0 if it is a share.</param>
/// <param name="TrailPpm">Distance of a trailing stop as a share of the best price seen, ppm; 0 if it is in price units.</param>
/// <param name="ActivationUnits">Price from which a trailing stop begins to follow, price units; 0 for at once.</param>
[GenerateSerializer, Immutable, Alias("om.trigger-terms")]
public sealed record TriggerTerms(
    TriggerKind Kind,
    TriggerPrice Source,
    long PriceUnits,
    long TrailUnits,
    long TrailPpm,
    long ActivationUnits);
