namespace OrleansMarkets.Core.Clearing.Commands;

/// <summary>
/// Names a command whose step failed. Its record is written under the old head without the state (which can no longer be trusted), so that
/// after the replay the command's id has a stored result and cannot fail again. A command without an id has no result to store: its call
/// can never happen any more, because the account's stamp is raised, and it counts towards the rule of a minute. See
/// <see cref="MarketEngine.WriteQuarantine"/>.
/// </summary>
/// <param name="Account">Account of the command; 0 if it had none.</param>
/// <param name="Id">Id of the command; <see cref="CommandId.None"/> if it had none.</param>
/// <param name="Stamp">Its call stamp.</param>
/// <param name="DeadlineNs">Its deadline: the result is kept until some time after it.</param>
/// <param name="BodyHash">Hash of its body, from <see cref="CommandHash"/>.</param>
public readonly record struct QuarantineCommand(long Account, CommandId Id, CallStamp Stamp, long DeadlineNs, ulong BodyHash)
{
    /// <summary>The name of a command that belongs to no account: only its kind is kept.</summary>
    internal static QuarantineCommand Without(CommandKind kind) => new(0, CommandId.None, default, DeadlineNs: 0, CommandHash.Of(kind));
}
