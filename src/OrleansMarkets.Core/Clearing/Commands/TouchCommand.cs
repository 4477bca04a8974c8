using OrleansMarkets.Core.Encoding;

namespace OrleansMarkets.Core.Clearing.Commands;

/// <summary>The empty call: raises the account's stamp, cancels what is asked and returns the settled row.</summary>
/// <param name="Account">The account.</param>
/// <param name="Stamp">Number of this call of the account's risk grain to the market.</param>
/// <param name="Cancel">Which orders to cancel.</param>
public readonly record struct TouchCommand(long Account, CallStamp Stamp, TouchCancel Cancel) : IMarketCommand
{
    /// <inheritdoc/>
    public StepOutcome ExecuteOn(MarketEngine engine, long timeNs, RecordWriter writer) => engine.Execute(this, timeNs, writer);

    /// <inheritdoc/>
    public QuarantineCommand ToQuarantine() => new(Account, CommandId.None, Stamp, DeadlineNs: 0, CommandHash.Of(this));
}
