using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Core.Accounts;

/// <summary>What one command did.</summary>
/// <param name="Code">Success or the reason of the refusal.</param>
/// <param name="Number">Transfer number, episode number, or amount held or paid in quanta: what the command's kind gives.</param>
/// <param name="Sequence">Sequence of the record; the head's if nothing was appended.</param>
/// <param name="HasRecord">Whether a record was appended.</param>
/// <param name="IsRepeat">Whether an earlier command had already done it.</param>
public readonly record struct AccountOutcome(ResultCode Code, long Number, long Sequence, bool HasRecord, bool IsRepeat);
