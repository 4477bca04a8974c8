namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>
/// What entering a waiting order came to. The stored result of its command stays what it was; this is told to whoever follows the log.
/// </summary>
/// <param name="Account">Its owner.</param>
/// <param name="Result">What traded, rests, and was cancelled, as in the result of a submit.</param>
public readonly record struct OrderWorkedEvent(long Account, CommandResult Result);
