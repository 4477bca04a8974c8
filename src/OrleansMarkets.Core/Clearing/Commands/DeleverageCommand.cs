using OrleansMarkets.Core.Encoding;

namespace OrleansMarkets.Core.Clearing.Commands;

/// <summary>
/// Closes a bankrupt position against named counterparties at one price, both sides in one step, without fees; clips to present sizes and
/// reports the remainder. Idempotent by (account, episode, step).
/// </summary>
/// <param name="Account">The bankrupt account.</param>
/// <param name="Stamp">Number of this call of the account's risk grain to the market.</param>
/// <param name="Episode">The account's liquidation episode, from 1.</param>
/// <param name="Step">Number of the step within the episode in this market, shared with <see cref="LiquidateCommand"/>.</param>
/// <param name="PriceUnits">The price of every trade.</param>
/// <param name="Counterparties">
/// In the order in which they are taken; at most <see cref="MarketLimits.MaximumDeleverageCounterparties"/>.
/// </param>
public readonly record struct DeleverageCommand(
    long Account,
    CallStamp Stamp,
    long Episode,
    int Step,
    long PriceUnits,
    ReadOnlyMemory<DeleverageCounterparty> Counterparties) : IMarketCommand
{
    /// <inheritdoc/>
    public StepOutcome ExecuteOn(MarketEngine engine, long timeNs, RecordWriter writer) => engine.Execute(this, timeNs, writer);

    /// <inheritdoc/>
    public QuarantineCommand ToQuarantine() => new(Account, CommandId.None, Stamp, DeadlineNs: 0, CommandHash.Of(this));
}
