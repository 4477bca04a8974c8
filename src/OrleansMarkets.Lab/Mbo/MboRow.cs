using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Lab.Mbo;

/// <summary>One row of a recorded order feed.</summary>
/// <param name="TimeNs">When the market says it happened, nanoseconds since the Unix epoch.</param>
/// <param name="Action">What it says.</param>
/// <param name="Side">Side of the order, of the aggressor of a trade, of the resting order of a fill; null in an auction.</param>
/// <param name="OrderId">The feed's id of the order.</param>
/// <param name="PriceUnits">Price, in ticks of the recording.</param>
/// <param name="Lots">Size.</param>
/// <param name="EndsEvent">Whether the market's event ends here.</param>
public readonly record struct MboRow(
    long TimeNs,
    MboAction Action,
    Side? Side,
    long OrderId,
    long PriceUnits,
    uint Lots,
    bool EndsEvent);
