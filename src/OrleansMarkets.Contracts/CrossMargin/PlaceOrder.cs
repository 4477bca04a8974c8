using Orleans;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Contracts.CrossMargin;

/// <summary>An order as its owner sends it.</summary>
/// <param name="Id">The command id: a retry with the same id and body gets the same result.</param>
/// <param name="Symbol">The market.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Type">Limit or market.</param>
/// <param name="TimeInForce">How long it works.</param>
/// <param name="Flags">Post-only, reduce-only.</param>
/// <param name="PriceUnits">Limit price in price units; zero for a market order.</param>
/// <param name="QuantityLots">Quantity in lots.</param>
/// <param name="DeadlineNs">
/// Unix time in nanoseconds after which it must not execute; zero for the default of 5 s, at most 60 s away.
/// </param>
/// <param name="ClientOrderId">
/// The owner's name for the order: at most 36 characters of A-Z a-z 0-9 - _, empty for none. It need not be unique; the command id is the
/// key of a retry, whose body it belongs to.
/// </param>
/// <param name="Instructions">What it asks for beyond a plain order; null for a plain order.</param>
[GenerateSerializer, Immutable, Alias("om.place-order")]
public sealed record PlaceOrder(
    CommandKey Id,
    string Symbol,
    Side Side,
    OrderType Type,
    TimeInForce TimeInForce,
    OrderFlags Flags,
    long PriceUnits,
    long QuantityLots,
    long DeadlineNs,
    string ClientOrderId = "",
    OrderInstructions? Instructions = null);
