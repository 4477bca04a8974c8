using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Core.Tests.Clearing.Twin;

/// <summary>What a command came to, as far as both twins know it.</summary>
internal readonly record struct NaiveResult(
    ResultCode Code, long Filled = 0, long Resting = 0, long Waiting = 0, long Cancelled = 0, CancelReason Reason = CancelReason.None)
{
    public static NaiveResult Of(Outcome outcome) => new(
        outcome.Code,
        outcome.Result.FilledLots,
        outcome.Result.RestingLots,
        outcome.Result.WaitingLots,
        outcome.Result.CancelledLots,
        outcome.Result.CancelReason);
}
