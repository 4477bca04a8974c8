namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>
/// An operator asked for a phase: who, why, and what was and is. It is recorded even if nothing changes; the change itself is the
/// <see cref="PhaseChangedEvent"/> that follows it.
/// </summary>
/// <param name="Actor">Who asked.</param>
/// <param name="Reason">Why.</param>
/// <param name="Before">Phase and waited-for phase before.</param>
/// <param name="After">Phase and waited-for phase from now on.</param>
public readonly record struct PhaseOrderedEvent(string Actor, string Reason, PhaseChangedEvent Before, PhaseChangedEvent After);
