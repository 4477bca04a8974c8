namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>All orders of an account are to be cancelled at a time, unless it is set again before.</summary>
/// <param name="Account">The account.</param>
/// <param name="AtNs">Book time, nanoseconds since the Unix epoch; 0: never.</param>
/// <param name="Kind">Which of the account's timers.</param>
public readonly record struct CancelTimerSetEvent(long Account, long AtNs, CancelTimerKind Kind = CancelTimerKind.CancelAllAfter);
