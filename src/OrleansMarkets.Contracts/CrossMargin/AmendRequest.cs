using Orleans;
using OrleansMarkets.Contracts.OrderBooks;

namespace OrleansMarkets.Contracts.CrossMargin;

/// <summary>
/// An amendment as the owner of the order sends it. A smaller quantity and nothing else keeps the order's place and always passes;
/// anything else is checked like a new order and gives up the place. A resting order may trade at once; one that waits goes on waiting.
/// </summary>
/// <param name="Id">The id of this amendment: a retry with the same id and body gets the same result.</param>
/// <param name="Symbol">The market.</param>
/// <param name="OrderId">The order, or zero to name it by its command id.</param>
/// <param name="Target">Command id of the order when the order id is zero.</param>
/// <param name="PriceUnits">New limit price in price units; zero to keep it.</param>
/// <param name="QuantityLots">
/// New quantity of the whole order in lots, what has traded or gone before included; zero to keep it. If no more is left than has gone,
/// the order is cancelled.
/// </param>
/// <param name="DeadlineNs">As for orders.</param>
/// <param name="TriggerUnits">New trigger price of a stop or take-profit that waits, price units; zero to keep it.</param>
/// <param name="TrailUnits">New distance of a trailing stop that waits, price units; zero to keep it.</param>
/// <param name="TrailPpm">Or its new distance as a share of the best price seen, ppm.</param>
[GenerateSerializer, Immutable, Alias("om.amend-request")]
public sealed record AmendRequest(
    CommandKey Id,
    string Symbol,
    long OrderId,
    CommandKey Target,
    long PriceUnits,
    long QuantityLots,
    long DeadlineNs,
    long TriggerUnits = 0,
    long TrailUnits = 0,
    long TrailPpm = 0)
{
    /// <summary>Whether it changes what an order waits for.</summary>
    public bool ChangesTrigger => (TriggerUnits | TrailUnits | TrailPpm) != 0;
}
