using OrleansMarkets.Core.Encoding;

namespace OrleansMarkets.Core.Clearing.Commands;

/// <summary>Cancels one order, named by its order id or by the command id that submitted it.</summary>
/// <param name="Id">The caller's id of this command.</param>
/// <param name="Account">Owner of the order.</param>
/// <param name="Stamp">Number of this call of the account's risk grain to the market.</param>
/// <param name="DeadlineNs">Refused when book time has reached it; at most <see cref="MarketLimits.MaximumDeadlineNs"/> away.</param>
/// <param name="OrderId">The market's id of the order; 0 to name it by <paramref name="SubmitId"/>.</param>
/// <param name="SubmitId">Id of the command that submitted the order; used when <paramref name="OrderId"/> is 0.</param>
public readonly record struct CancelCommand(
    CommandId Id,
    long Account,
    CallStamp Stamp,
    long DeadlineNs,
    long OrderId,
    CommandId SubmitId) : IMarketCommand
{
    /// <inheritdoc/>
    public StepOutcome ExecuteOn(MarketEngine engine, long timeNs, RecordWriter writer) => engine.Execute(this, timeNs, writer);

    /// <inheritdoc/>
    public QuarantineCommand ToQuarantine() => new(Account, Id, Stamp, DeadlineNs, CommandHash.Of(this));
}
