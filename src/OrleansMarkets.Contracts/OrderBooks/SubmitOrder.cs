using Orleans;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>An order on its way from its account's cross-margin grain to a book, checked and reserved for.</summary>
/// <param name="Account">The account.</param>
/// <param name="Call">The pair of this call.</param>
/// <param name="Id">The command id.</param>
/// <param name="DeadlineNs">Executed before this Unix time in nanoseconds or not at all.</param>
/// <param name="ParametersVersion">Version of the market parameters that the order was checked against.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Type">Limit or market.</param>
/// <param name="TimeInForce">How long it works.</param>
/// <param name="Flags">Post-only, reduce-only.</param>
/// <param name="PriceUnits">Limit price in price units; zero for a market order.</param>
/// <param name="WorstPriceUnits">Worst price of a market order, at which its reserve was computed; zero for the edge of the band.</param>
/// <param name="QuantityLots">Quantity in lots.</param>
/// <param name="Verdict">
/// Ok to execute; else the rejection of the account's risk check, recorded under the id unless the id has a result.
/// </param>
/// <param name="ReserveQuanta">Reserve fixed at entry, in quote quanta.</param>
/// <param name="ClientOrderId">The owner's name for the order, as in <see cref="CrossMargin.PlaceOrder"/>.</param>
/// <param name="Instructions">What it asks for beyond a plain order; null for a plain order.</param>
[GenerateSerializer, Immutable, Alias("om.submit-order")]
public readonly record struct SubmitOrder(
    long Account,
    CallNumber Call,
    CommandKey Id,
    long DeadlineNs,
    long ParametersVersion,
    Side Side,
    OrderType Type,
    TimeInForce TimeInForce,
    OrderFlags Flags,
    long PriceUnits,
    long WorstPriceUnits,
    long QuantityLots,
    ResultCode Verdict,
    long ReserveQuanta,
    string ClientOrderId = "",
    OrderInstructions? Instructions = null);
