namespace OrleansMarkets.Core.Clearing;

/// <summary>Outcome of running a record's command again and comparing the events with those recorded.</summary>
/// <param name="Matches">Whether sequence, time and events are the same to the last byte.</param>
/// <param name="Sequence">The record's sequence.</param>
/// <param name="FirstDifference">Offset of the first different byte of the record; −1 if it matches.</param>
/// <param name="Detail">What differs, in words; empty if it matches.</param>
public readonly record struct AuditOutcome(bool Matches, long Sequence, int FirstDifference, string Detail);
