using OrleansMarkets.Core.Encoding;

namespace OrleansMarkets.Core.Clearing.Commands;

/// <summary>A command of a market: what one step decides.</summary>
public interface IMarketCommand
{
    /// <summary>Runs the command's step.</summary>
    /// <param name="engine">The market.</param>
    /// <param name="timeNs">The present time, nanoseconds since the Unix epoch.</param>
    /// <param name="writer">Where to append the record.</param>
    StepOutcome ExecuteOn(MarketEngine engine, long timeNs, RecordWriter writer);

    /// <summary>The name under which the command is quarantined if its step fails.</summary>
    QuarantineCommand ToQuarantine();
}
