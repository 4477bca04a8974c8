using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Core.Accounts;

/// <summary>The result kept for a command id.</summary>
/// <param name="Id">The command's id.</param>
/// <param name="BodyHash">Hash of the command's body: the same id with another body is refused.</param>
/// <param name="Code">The result.</param>
/// <param name="Number">The result's number.</param>
/// <param name="KeepUntilNs">When it is forgotten.</param>
public readonly record struct StoredResult(CommandId Id, ulong BodyHash, ResultCode Code, long Number, long KeepUntilNs);
