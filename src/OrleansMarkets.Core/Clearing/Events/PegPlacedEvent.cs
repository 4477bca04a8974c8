using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>An order that has just come to rest follows a reference from now on.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Account">Its owner.</param>
/// <param name="Reference">What it follows.</param>
/// <param name="OffsetUnits">Added to the reference, price units.</param>
/// <param name="WorstUnits">The worst price that it may have.</param>
/// <param name="ReferenceUnits">The reference that its price was made from.</param>
/// <param name="StoppedUnits">The best price of the other side if that keeps it from where it should rest; else 0.</param>
public readonly record struct PegPlacedEvent(
    long OrderId, long Account, PegReference Reference, long OffsetUnits, long WorstUnits, long ReferenceUnits, long StoppedUnits);
