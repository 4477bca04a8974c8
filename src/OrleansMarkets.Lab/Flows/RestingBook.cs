using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Lab.Flows;

/// <summary>What rests at the end of an order flow.</summary>
/// <param name="Orders">Number of orders.</param>
/// <param name="Lots">Their lots.</param>
/// <param name="Levels">Price levels of all books.</param>
/// <param name="Hash">Checksum in priority order.</param>
public sealed record RestingBook(int Orders, Int128 Lots, int Levels, ulong Hash)
{
    /// <summary>Counts and hashes orders that come in priority order.</summary>
    internal static RestingBook Of(IEnumerable<RestingLots> resting)
    {
        FlowHash hash = new();
        int orders = 0;
        int levels = 0;
        Int128 lots = 0;
        (uint, Side, long)? last = null;
        foreach (RestingLots order in resting)
        {
            hash.Add(order.Symbol);
            hash.Add(order.Side == Side.Buy ? 0 : 1);
            hash.Add(order.PriceUnits);
            hash.Add(order.OrderId);
            hash.Add(order.Lots);
            orders++;
            lots += order.Lots;
            (uint, Side, long) level = (order.Symbol, order.Side, order.PriceUnits);
            levels += level == last ? 0 : 1;
            last = level;
        }

        return new RestingBook(orders, lots, levels, hash.Value);
    }
}
