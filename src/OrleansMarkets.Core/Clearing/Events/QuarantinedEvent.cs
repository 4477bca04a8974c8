namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>A command's step had failed; its id has the result <see cref="Markets.ResultCode.InternalReject"/> from now on.</summary>
/// <param name="Account">Account of the command; 0 if it had none.</param>
/// <param name="Id">Its id; <see cref="CommandId.None"/> if it had none.</param>
/// <param name="Stamp">Its call stamp.</param>
/// <param name="KeepUntilNs">The result is kept at least until then.</param>
/// <param name="BodyHash">Hash of its body.</param>
public readonly record struct QuarantinedEvent(long Account, CommandId Id, CallStamp Stamp, long KeepUntilNs, ulong BodyHash);
