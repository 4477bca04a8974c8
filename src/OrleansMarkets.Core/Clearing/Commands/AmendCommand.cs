using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Commands;

/// <summary>
/// Changes the terms of an order that rests or waits. A smaller quantity and nothing else keeps its place. Anything else lets a resting
/// order enter like a new one under its old id, so that it may trade at once; a waiting order waits anew under its new terms.
/// </summary>
/// <param name="Id">The caller's id of this command.</param>
/// <param name="Account">Owner of the order.</param>
/// <param name="Stamp">Number of this call of the account's risk grain to the market.</param>
/// <param name="DeadlineNs">Refused when book time has reached it; at most <see cref="MarketLimits.MaximumDeadlineNs"/> away.</param>
/// <param name="ParametersVersion">Version of the market's parameters that the new terms were checked against.</param>
/// <param name="OrderId">The market's id of the order; 0 to name it by <paramref name="SubmitId"/>.</param>
/// <param name="SubmitId">Id of the command that submitted the order; used when <paramref name="OrderId"/> is 0.</param>
/// <param name="PriceUnits">New limit price, price units; 0 to keep the present one.</param>
/// <param name="Lots">
/// New quantity of the whole order, what has traded or gone before included; 0 to keep the present one. If no more is left than is gone,
/// the order is cancelled.
/// </param>
/// <param name="Verdict">
/// Ok to execute; else the rejection of the risk grain, which is the result unless the amendment only makes the order smaller.
/// </param>
/// <param name="CheckedVersion">
/// <see cref="RestingOrder.Version"/> or <see cref="WaitingImage.Version"/> of the order that the risk grain has seen; an order amended
/// since is refused with <see cref="ResultCode.OrderChanged"/>, unless the amendment only makes it smaller.
/// </param>
/// <param name="CheckedLots">Lots left under the new terms when the risk grain has seen the order.</param>
/// <param name="ReserveQuanta">What the risk grain reserved for so many lots under the new terms.</param>
/// <param name="TriggerUnits">New trigger price of a stop or take-profit that waits, price units; 0 to keep the present one.</param>
/// <param name="TrailUnits">
/// New distance of a trailing stop that waits, price units; 0 with <paramref name="TrailPpm"/> 0 to keep the present one.
/// </param>
/// <param name="TrailPpm">New distance of a trailing stop as a share of the best price seen, ppm; 0 if it is none.</param>
/// <param name="WorstPriceUnits">
/// Bound of a market order that waits, from the risk check of its new terms, price units; 0 for the band around its trigger.
/// </param>
public readonly record struct AmendCommand(
    CommandId Id,
    long Account,
    CallStamp Stamp,
    long DeadlineNs,
    long ParametersVersion,
    long OrderId,
    CommandId SubmitId,
    long PriceUnits,
    long Lots,
    ResultCode Verdict,
    long CheckedVersion,
    long CheckedLots,
    long ReserveQuanta,
    long TriggerUnits = 0,
    long TrailUnits = 0,
    long TrailPpm = 0,
    long WorstPriceUnits = 0) : IMarketCommand
{
    /// <summary>Whether it changes what an order waits for: only an order that waits for a price has that.</summary>
    public bool ChangesTrigger => (TriggerUnits | TrailUnits | TrailPpm) != 0;

    /// <inheritdoc/>
    public StepOutcome ExecuteOn(MarketEngine engine, long timeNs, RecordWriter writer) => engine.Execute(this, timeNs, writer);

    /// <inheritdoc/>
    public QuarantineCommand ToQuarantine() => new(Account, Id, Stamp, DeadlineNs, CommandHash.Of(this));
}
