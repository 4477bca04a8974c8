using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Commands;

/// <summary>
/// Closes part of a position against the book: immediate-or-cancel at the limit or better, reduce-only; then, in the same step, charges the
/// liquidation fee out of what the fills left above the zero price. Idempotent by (account, episode, step).
/// </summary>
/// <param name="Account">The account being liquidated.</param>
/// <param name="Stamp">Number of this call of the account's risk grain to the market.</param>
/// <param name="Episode">The account's liquidation episode, from 1.</param>
/// <param name="Step">Number of the step within the episode in this market, from 1; rising.</param>
/// <param name="Side">Sell to close a long position, buy to close a short one.</param>
/// <param name="Lots">Largest quantity to close; clipped to the position.</param>
/// <param name="LimitPriceUnits">Worst price of a fill.</param>
/// <param name="ZeroPriceUnits">The price at which the closed part is worth nothing to the account: the fee never reaches below it.</param>
/// <param name="KeeperAccount">Whom the reward is paid to; 0 for nobody.</param>
public readonly record struct LiquidateCommand(
    long Account,
    CallStamp Stamp,
    long Episode,
    int Step,
    Side Side,
    long Lots,
    long LimitPriceUnits,
    long ZeroPriceUnits,
    long KeeperAccount) : IMarketCommand
{
    /// <inheritdoc/>
    public StepOutcome ExecuteOn(MarketEngine engine, long timeNs, RecordWriter writer) => engine.Execute(this, timeNs, writer);

    /// <inheritdoc/>
    public QuarantineCommand ToQuarantine() => new(Account, CommandId.None, Stamp, DeadlineNs: 0, CommandHash.Of(this));
}
