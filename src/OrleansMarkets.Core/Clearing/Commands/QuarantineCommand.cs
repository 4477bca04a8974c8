namespace OrleansMarkets.Core.Clearing.Commands;

/// <summary>
/// Names a command whose step failed. Its record is written under the old head without the state (which can no longer be trusted), so that
/// after the replay the command's id has a stored result and cannot fail again. See <see cref="MarketEngine.WriteQuarantine"/>.
/// </summary>
/// <param name="Account">Account of the command; 0 if it had none.</param>
/// <param name="Id">Id of the command; <see cref="CommandId.None"/> if it had none.</param>
/// <param name="Stamp">Its call stamp.</param>
/// <param name="DeadlineNs">Its deadline: the result is kept until some time after it.</param>
/// <param name="BodyHash">Hash of its body, from <see cref="CommandHash"/>.</param>
public readonly record struct QuarantineCommand(long Account, CommandId Id, CallStamp Stamp, long DeadlineNs, ulong BodyHash);
