using Orleans;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>An amendment on its way from the account's cross-margin grain to a book, checked and reserved for.</summary>
/// <param name="Account">The account.</param>
/// <param name="Call">The pair of this call.</param>
/// <param name="Id">The id of this amendment.</param>
/// <param name="DeadlineNs">Executed before this Unix time in nanoseconds or not at all.</param>
/// <param name="ParametersVersion">Version of the market parameters that it was checked against.</param>
/// <param name="OrderId">The order, or zero to name it by its command id.</param>
/// <param name="Target">The command id of the order when the order id is zero.</param>
/// <param name="PriceUnits">New limit price in price units; zero to keep it.</param>
/// <param name="QuantityLots">New quantity of the whole order in lots, what has gone before included; zero to keep it.</param>
/// <param name="Verdict">Ok to execute; else the rejection of the account's risk check, unless the order only becomes smaller.</param>
/// <param name="CheckedVersion">Version of the order that the risk check has seen.</param>
/// <param name="CheckedLots">Lots left under the new terms then.</param>
/// <param name="ReserveQuanta">Reserve of so many lots under the new terms, quote quanta.</param>
/// <param name="TriggerUnits">New trigger price of an order that waits, price units; zero to keep it.</param>
/// <param name="TrailUnits">New distance of a trailing stop that waits, price units; zero to keep it.</param>
/// <param name="TrailPpm">Or its new distance as a share of the best price seen, ppm.</param>
/// <param name="WorstPriceUnits">Bound of a market order that waits, price units; zero for any other.</param>
[GenerateSerializer, Immutable, Alias("om.amend-order")]
public readonly record struct AmendOrder(
    long Account,
    CallNumber Call,
    CommandKey Id,
    long DeadlineNs,
    long ParametersVersion,
    long OrderId,
    CommandKey Target,
    long PriceUnits,
    long QuantityLots,
    ResultCode Verdict,
    long CheckedVersion,
    long CheckedLots,
    long ReserveQuanta,
    long TriggerUnits = 0,
    long TrailUnits = 0,
    long TrailPpm = 0,
    long WorstPriceUnits = 0);
