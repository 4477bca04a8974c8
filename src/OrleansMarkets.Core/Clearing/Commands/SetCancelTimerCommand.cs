using OrleansMarkets.Core.Encoding;

namespace OrleansMarkets.Core.Clearing.Commands;

/// <summary>Sets the time at which all orders of an account are cancelled, unless it is set again before: a dead man's switch.</summary>
/// <param name="Account">The account.</param>
/// <param name="Stamp">Number of this call of the account's risk grain to the market.</param>
/// <param name="AtNs">Book time, nanoseconds since the Unix epoch; 0: never.</param>
/// <param name="Kind">Which of the account's timers.</param>
public readonly record struct SetCancelTimerCommand(
    long Account,
    CallStamp Stamp,
    long AtNs,
    CancelTimerKind Kind = CancelTimerKind.CancelAllAfter) : IMarketCommand
{
    /// <inheritdoc/>
    public StepOutcome ExecuteOn(MarketEngine engine, long timeNs, RecordWriter writer) => engine.Execute(this, timeNs, writer);

    /// <inheritdoc/>
    public QuarantineCommand ToQuarantine() => new(Account, CommandId.None, Stamp, 0, CommandHash.Of(this));
}
