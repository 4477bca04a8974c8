using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <summary>An image of a waiting order.</summary>
/// <param name="OrderId">The market's id of the order.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Flags">Conditions.</param>
/// <param name="Lots">Lots that wait.</param>
/// <param name="ArmedLots">Lots of them that may execute.</param>
/// <param name="TriggerUnits">Price that fires it; 0 while there is none.</param>
/// <param name="ReserveQuanta">Its reserve.</param>
public readonly record struct WaitingImage(
    long OrderId,
    Side Side,
    OrderFlags Flags,
    long Lots,
    long ArmedLots,
    long TriggerUnits,
    long ReserveQuanta);
