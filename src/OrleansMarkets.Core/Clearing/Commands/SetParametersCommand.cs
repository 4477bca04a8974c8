using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Core.Clearing.Commands;

/// <summary>Replaces the market's parameters.</summary>
/// <param name="Parameters">
/// The new parameters; their version follows the present one by one (repeating the present set is a success).
/// </param>
public readonly record struct SetParametersCommand(MarketParameters Parameters) : IMarketCommand
{
    /// <inheritdoc/>
    public StepOutcome ExecuteOn(MarketEngine engine, long timeNs, RecordWriter writer) => engine.Execute(this, timeNs, writer);

    /// <inheritdoc/>
    public QuarantineCommand ToQuarantine() => QuarantineCommand.Without(CommandKind.SetParameters);
}
