using OrleansMarkets.Core.Encoding;

namespace OrleansMarkets.Core.Clearing.Commands;

/// <summary>A new index price from the oracle; also the clock of mark and basis.</summary>
/// <param name="IndexE8">The index in 1e-8 of the quote asset.</param>
/// <param name="ConfidenceE8">Half-width of the oracle's confidence interval in 1e-8 of the quote asset; recorded.</param>
/// <param name="PublishTimeNs">When the oracle computed it, nanoseconds since the Unix epoch.</param>
/// <param name="HasQuorum">Whether enough fresh sources took part; without it the index is invalid.</param>
public readonly record struct UpdateIndexCommand(long IndexE8, long ConfidenceE8, long PublishTimeNs, bool HasQuorum) : IMarketCommand
{
    /// <inheritdoc/>
    public StepOutcome ExecuteOn(MarketEngine engine, long timeNs, RecordWriter writer) => engine.Execute(this, timeNs, writer);

    /// <inheritdoc/>
    public QuarantineCommand ToQuarantine() => QuarantineCommand.Without(CommandKind.UpdateIndex);
}
