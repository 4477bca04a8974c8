namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>The result of a command is kept under its id.</summary>
/// <param name="Account">Account of the command.</param>
/// <param name="Id">Id of the command.</param>
/// <param name="BodyHash">Hash of its body: another body under the same id is refused.</param>
/// <param name="KeepUntilNs">Kept at least until then, and as long as the order rests.</param>
/// <param name="Result">The result.</param>
public readonly record struct ResultStoredEvent(long Account, CommandId Id, ulong BodyHash, long KeepUntilNs, CommandResult Result);
