using System.Globalization;
using OrleansMarkets.MarketData.Books;
using OrleansMarkets.MarketData.Symbols;
using OrleansMarkets.Wire.Streams;

namespace OrleansMarkets.Gateway.Shapes;

/// <summary>A book order by order, as it is written.</summary>
internal static class BookShapes
{
    /// <summary>A resting order.</summary>
    public static QueuedOrder Queued(MarketScale scale, in PublicOrder order) => new(
        order.Number.ToString(CultureInfo.InvariantCulture),
        scale.Price(order.PriceUnits),
        scale.Quantity(order.Lots),
        order.Priority.ToString(CultureInfo.InvariantCulture));

    /// <summary>A change of one.</summary>
    public static QueueChange Change(MarketScale scale, in OrderChange change) =>
        new(KindText(change.Kind), MarketShapes.SideText(change.Order.Side), Queued(scale, change.Order));

    private static string KindText(OrderChangeKind kind) => kind switch
    {
        OrderChangeKind.Added => QueueChange.Add,
        OrderChangeKind.Filled => QueueChange.Fill,
        OrderChangeKind.Reduced => QueueChange.Reduce,
        OrderChangeKind.Amended => QueueChange.Amend,
        _ => QueueChange.Remove,
    };
}
