using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Margin;

/// <summary>What margin needs to know of an order.</summary>
/// <param name="Side">Buy or sell.</param>
/// <param name="QuantityLots">Lots.</param>
/// <param name="PriceUnits">The worst price at which it can execute, price units: its limit, or the bound of a market order.</param>
/// <param name="ReduceOnly">Whether it only reduces the position.</param>
/// <param name="TriggerUnits">Price at which it is entered, price units; 0 if it is entered at once.</param>
/// <param name="WaitsForParent">
/// Whether the position that it reduces is opened by its parent: nothing bounds its loss yet, so it reserves like an order that opens.
/// </param>
public readonly record struct OrderTerms(
    Side Side,
    long QuantityLots,
    long PriceUnits,
    bool ReduceOnly,
    long TriggerUnits = 0,
    bool WaitsForParent = false)
{
    /// <summary>
    /// The price that its loss is measured from: the mark, or its trigger if that is where the mark will be when it executes.
    /// </summary>
    /// <param name="markUnits">The mark at entry, price units; 0 when missing.</param>
    public long ReferenceUnits(long markUnits) =>
        TriggerUnits == 0 || markUnits == 0
            ? markUnits
            : Side == Side.Buy ? Math.Min(markUnits, TriggerUnits) : Math.Max(markUnits, TriggerUnits);
}
