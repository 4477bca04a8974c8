using System.CommandLine;
using OrleansMarkets.Cli.Output;
using OrleansMarkets.Client;

namespace OrleansMarkets.Cli.Commands;

/// <summary>The verb <c>orders</c>.</summary>
internal static class OrdersCommand
{
    public static Command Create(VerbContext context)
    {
        Command command = new("orders", "Open orders, or one order by its id");
        MarketArguments market = MarketArguments.Optional(command);
        OrderArguments order = OrderArguments.AddTo(command, isRequired: false);
        context.Run(command, async (client, parsed, cancellation) => context.Report(
            parsed,
            order.Find(parsed) is { } key
                ? await FindAsync(client, market.Get(parsed), key, cancellation)
                : await client.GetOpenOrdersAsync(market.Find(parsed), cancellation),
            new Column<Order>("market", each => each.MarketId.ToString()),
            new Column<Order>("order", each => each.OrderId),
            new Column<Order>("id", each => each.ClientOrderId),
            new Column<Order>("side", each => each.Side.ToString()),
            new Column<Order>("price", each => each is { IsMarketOrder: true, Price: 0 } ? "market" : Texts.Of(each.Price), IsNumber: true),
            new Column<Order>("quantity", each => Texts.Of(each.Quantity), IsNumber: true),
            new Column<Order>("filled", each => Texts.Of(each.FilledQuantity), IsNumber: true),
            new Column<Order>("status", each => each.Status.ToString()),
            new Column<Order>("terms", each => OrderTermsText.Of(each))));
        return command;
    }

    /// <summary>One order on one line.</summary>
    public static string Words(Order order)
    {
        string average = order.AveragePrice is { } price ? $" at {Texts.Of(price)}" : "";
        string terms = OrderTermsText.Of(order);
        string reason = order.EndReason.Length > 0 ? $" ({order.EndReason})" : "";
        return $"order {order.OrderId} (id {order.ClientOrderId}): {order.Status}{reason}, "
            + $"{Texts.Of(order.FilledQuantity)} of {Texts.Of(order.Quantity)} filled{average}{(terms.Length == 0 ? "" : $"; {terms}")}";
    }

    private static async Task<IReadOnlyList<Order>> FindAsync(
        IMarketsClient client, MarketId market, OrderKey key, CancellationToken cancellation) =>
        await client.GetOrderAsync(market, key, cancellation) is { } found ? [found] : [];
}
