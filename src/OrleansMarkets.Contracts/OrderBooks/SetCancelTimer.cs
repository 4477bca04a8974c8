using Orleans;
using OrleansMarkets.Core.Clearing;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>Sets when a book cancels all orders of an account, unless it is set again before.</summary>
/// <param name="Account">The account.</param>
/// <param name="Call">The pair of this call.</param>
/// <param name="AtNs">Unix time in nanoseconds; zero for never.</param>
/// <param name="Kind">Which of the account's timers.</param>
[GenerateSerializer, Immutable, Alias("om.set-cancel-timer")]
public readonly record struct SetCancelTimer(
    long Account, CallNumber Call, long AtNs, CancelTimerKind Kind = CancelTimerKind.CancelAllAfter);
