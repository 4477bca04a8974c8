using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>The first orders of a queue of pegs were priced by a reference, whether that moved them or not.</summary>
/// <param name="Reference">The reference.</param>
/// <param name="Side">The side.</param>
/// <param name="TargetUnits">Its price.</param>
/// <param name="Orders">How many.</param>
/// <param name="StoppedUnits">The best price of the other side if that keeps one of them from where it should rest; else 0.</param>
public readonly record struct PegSweptEvent(PegReference Reference, Side Side, long TargetUnits, int Orders, long StoppedUnits);
