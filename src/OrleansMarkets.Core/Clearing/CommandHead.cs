namespace OrleansMarkets.Core.Clearing;

/// <summary>What the bytes of every command that has a stored result begin with.</summary>
internal readonly record struct CommandHead(CommandId Id, long Account, CallStamp Stamp, long DeadlineNs);
