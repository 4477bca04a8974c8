using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Commands;

/// <summary>Cancels the orders of an account, or those of a side or a tag.</summary>
/// <param name="Id">The caller's id of this command.</param>
/// <param name="Account">Owner of the orders.</param>
/// <param name="Stamp">Number of this call of the account's risk grain to the market.</param>
/// <param name="DeadlineNs">Refused when book time has reached it; at most <see cref="MarketLimits.MaximumDeadlineNs"/> away.</param>
/// <param name="Side">Only orders of this side; 0 for both.</param>
/// <param name="Tag">Only orders with this tag; 0 for all.</param>
public readonly record struct MassCancelCommand(
    CommandId Id,
    long Account,
    CallStamp Stamp,
    long DeadlineNs,
    Side Side,
    long Tag) : IMarketCommand
{
    /// <inheritdoc/>
    public StepOutcome ExecuteOn(MarketEngine engine, long timeNs, RecordWriter writer) => engine.Execute(this, timeNs, writer);

    /// <inheritdoc/>
    public QuarantineCommand ToQuarantine() => new(Account, Id, Stamp, DeadlineNs, CommandHash.Of(this));
}
