namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>The result of a command is kept under its id.</summary>
/// <param name="Account">Account of the command.</param>
/// <param name="Id">Id of the command.</param>
/// <param name="BodyHash">Hash of its body: another body under the same id is refused.</param>
/// <param name="KeepUntilNs">Kept at least until then, and as long as the order rests.</param>
/// <param name="Result">The result.</param>
public readonly record struct ResultStoredEvent(long Account, CommandId Id, ulong BodyHash, long KeepUntilNs, CommandResult Result)
{
    /// <summary>How long a result is kept: for a while after the deadline, so that no copy of its command can still be under way.</summary>
    /// <param name="deadlineNs">Deadline of the command; one that is too far away counts as the farthest.</param>
    /// <param name="stepTimeNs">Time of the step.</param>
    /// <returns>Nanoseconds since the Unix epoch.</returns>
    internal static long KeepUntil(long deadlineNs, long stepTimeNs) =>
        Math.Min(deadlineNs, stepTimeNs + MarketLimits.MaximumDeadlineNs) + MarketLimits.ResultRetentionNs;
}
