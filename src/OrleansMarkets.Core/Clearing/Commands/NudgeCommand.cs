using OrleansMarkets.Core.Encoding;

namespace OrleansMarkets.Core.Clearing.Commands;

/// <summary>Does nothing but let the book apply what is due. Anyone may send it.</summary>
public readonly record struct NudgeCommand : IMarketCommand
{
    /// <inheritdoc/>
    public StepOutcome ExecuteOn(MarketEngine engine, long timeNs, RecordWriter writer) => engine.Execute(this, timeNs, writer);

    /// <inheritdoc/>
    public QuarantineCommand ToQuarantine() => QuarantineCommand.Without(CommandKind.Nudge);
}
