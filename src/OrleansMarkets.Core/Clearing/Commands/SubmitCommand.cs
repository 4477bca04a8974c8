using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Commands;

/// <summary>A new order.</summary>
/// <param name="Id">The caller's id of the command.</param>
/// <param name="Account">Whose order it is.</param>
/// <param name="Stamp">Number of this call of the account's risk grain to the market.</param>
/// <param name="DeadlineNs">Refused when book time has reached it; at most <see cref="MarketLimits.MaximumDeadlineNs"/> away.</param>
/// <param name="ParametersVersion">Version of the market's parameters that the order was checked against.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Type">Limit or market.</param>
/// <param name="TimeInForce">How long it works; a market order is immediate-or-cancel or fill-or-kill.</param>
/// <param name="Flags">Post-only, reduce-only.</param>
/// <param name="PriceUnits">Limit price; 0 for a market order.</param>
/// <param name="WorstPriceUnits">
/// Bound of a market order inside the price band around the mark: the price that its reserve was computed at; 0 for the edge of the band.
/// </param>
/// <param name="Lots">Quantity.</param>
/// <param name="Verdict">
/// Ok to execute; else the rejection of the risk grain, which becomes the result of the id unless the id has a result already.
/// </param>
/// <param name="ReserveQuanta">What the risk grain reserved for the order (open loss, fee provision); fixed at entry.</param>
/// <param name="ClientOrderId">The trader's name for the order; part of the body, not of the state.</param>
/// <param name="Instructions">What it asks for beyond a plain order; null for a plain order.</param>
public readonly record struct SubmitCommand(
    CommandId Id,
    long Account,
    CallStamp Stamp,
    long DeadlineNs,
    long ParametersVersion,
    Side Side,
    OrderType Type,
    TimeInForce TimeInForce,
    OrderFlags Flags,
    long PriceUnits,
    long WorstPriceUnits,
    long Lots,
    ResultCode Verdict,
    long ReserveQuanta,
    ClientOrderId ClientOrderId = default,
    OrderInstructions? Instructions = null) : IMarketCommand
{
    /// <inheritdoc/>
    public StepOutcome ExecuteOn(MarketEngine engine, long timeNs, RecordWriter writer) => engine.Execute(this, timeNs, writer);

    /// <inheritdoc/>
    public QuarantineCommand ToQuarantine() => new(Account, Id, Stamp, DeadlineNs, CommandHash.Of(this));
}
