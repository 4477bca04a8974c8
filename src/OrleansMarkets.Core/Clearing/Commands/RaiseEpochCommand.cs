using OrleansMarkets.Core.Encoding;

namespace OrleansMarkets.Core.Clearing.Commands;

/// <summary>The first command of a new owner of the log: ends recovery. The market is cancel-only until a fresh index reopens it.</summary>
/// <param name="Epoch">The new owner's epoch, above every one before.</param>
public readonly record struct RaiseEpochCommand(long Epoch) : IMarketCommand
{
    /// <inheritdoc/>
    public StepOutcome ExecuteOn(MarketEngine engine, long timeNs, RecordWriter writer) => engine.Execute(this, timeNs, writer);

    /// <inheritdoc/>
    public QuarantineCommand ToQuarantine() => QuarantineCommand.Without(CommandKind.RaiseEpoch);
}
