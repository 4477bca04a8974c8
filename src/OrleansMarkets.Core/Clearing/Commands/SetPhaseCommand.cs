using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Core.Clearing.Commands;

/// <summary>An operator's change of phase. Opening is honoured as soon as a fresh index is there and due boundaries are applied.</summary>
/// <param name="Phase">The phase asked for; <see cref="MarketPhase.Replaying"/> cannot be.</param>
/// <param name="Actor">
/// Who asks: 1 to <see cref="MarketLimits.MaximumActorLength"/> printable characters of the basic plane.
/// </param>
/// <param name="Reason">Why: 1 to <see cref="MarketLimits.MaximumReasonLength"/> such characters.</param>
public readonly record struct SetPhaseCommand(MarketPhase Phase, string Actor, string Reason) : IMarketCommand
{
    /// <inheritdoc/>
    public StepOutcome ExecuteOn(MarketEngine engine, long timeNs, RecordWriter writer) => engine.Execute(this, timeNs, writer);

    /// <inheritdoc/>
    public QuarantineCommand ToQuarantine() => QuarantineCommand.Without(CommandKind.SetPhase);
}
