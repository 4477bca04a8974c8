using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <summary>An image of a waiting order.</summary>
/// <param name="OrderId">The market's id of the order.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Type">Limit or market.</param>
/// <param name="Flags">Conditions.</param>
/// <param name="PriceUnits">Limit price; 0 for a market order.</param>
/// <param name="Lots">Lots that wait.</param>
/// <param name="QuantityLots">Quantity of the whole order, what is gone included.</param>
/// <param name="ArmedLots">Lots of them that may execute.</param>
/// <param name="Trigger">What it waits for; default for its parent or a time alone.</param>
/// <param name="TriggerUnits">Price that fires it; 0 while there is none.</param>
/// <param name="ReserveQuanta">Its reserve.</param>
/// <param name="Version">Sequence of the step that submitted or amended it last.</param>
/// <param name="IsChild">Whether it waits for a parent.</param>
public readonly record struct WaitingImage(
    long OrderId,
    Side Side,
    OrderType Type,
    OrderFlags Flags,
    long PriceUnits,
    long Lots,
    long QuantityLots,
    long ArmedLots,
    TriggerTerms Trigger,
    long TriggerUnits,
    long ReserveQuanta,
    long Version,
    bool IsChild);
